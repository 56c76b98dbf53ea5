<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>About CleanRack</source>
            <translation>关于衣净</translation>
        </message>
        <message>
            <source>CleanRack</source>
            <translation>衣净 CleanRack</translation>
        </message>
        <message>
            <source>Version {version}  ·  Qt {qt}  ·  Python {python}</source>
            <translation>版本 {version}  ·  Qt {qt}  ·  Python {python}</translation>
        </message>
        <message>
            <source>Listing-ready garment photos, one or fifty at a time. Your originals are never changed.</source>
            <translation>把服装照片变成可直接上架的图片，一次一张或五十张。您的原图永远不会被改动。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>CleanRack is free software under the MIT licence.</source>
            <translation>衣净是自由软件，采用 MIT 许可证。</translation>
        </message>
        <message>
            <source>It uses Qt and PySide6 under the LGPL, version 3: they are separate libraries beside the application, and you may replace them by your own builds. Source: &lt;a href=&quot;{link}&quot;&gt;{name}&lt;/a&gt;</source>
            <translation>衣净使用 Qt 和 PySide6，采用 LGPL 第 3 版：它们是应用程序旁的独立库，您可以替换为自己构建的版本。源代码：&lt;a href=&quot;{link}&quot;&gt;{name}&lt;/a&gt;</translation>
        </message>
        <message>
            <source>libheif, which reads HEIC photos, is under the LGPL, version 3, likewise.</source>
            <translation>读取 HEIC 照片的 libheif 同样采用 LGPL 第 3 版。</translation>
        </message>
        <message>
            <source>Cut-out model: U²-Net, Apache licence 2.0; the packages it is fetched from are under the MIT licence.</source>
            <translation>抠图模型：U²-Net，Apache 2.0 许可证；获取它的软件包采用 MIT 许可证。</translation>
        </message>
        <message>
            <source>It runs on ONNX Runtime, MIT licence.</source>
            <translation>由 ONNX Runtime 运行，MIT 许可证。</translation>
        </message>
        <message>
            <source>Icons: Lucide, ISC licence, with parts of Feather, MIT licence.</source>
            <translation>图标：Lucide（ISC 许可证），部分来自 Feather（MIT 许可证）。</translation>
        </message>
        <message>
            <source>Third-party licences…</source>
            <translation>第三方许可证…</translation>
        </message>
        <message>
            <source>Each library&apos;s licence text lies in its own package.</source>
            <translation>各个库的许可证文本在其软件包中。</translation>
        </message>
    </context>
    <context>
        <name>AccountCard</name>
        <message>
            <source>Sync now</source>
            <translation>立即同步</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Pause sync</source>
            <translation>暂停同步</translation>
        </message>
        <message>
            <source>Resume sync</source>
            <translation>继续同步</translation>
        </message>
        <message>
            <source>Sign out …</source>
            <translation>退出登录…</translation>
        </message>
        <message>
            <source>Delete account …</source>
            <translation>删除账户…</translation>
        </message>
        <message>
            <source>More about the account</source>
            <translation>更多账户操作</translation>
        </message>
        <message>
            <source>this computer</source>
            <translation>这台电脑</translation>
        </message>
        <message>
            <source>{computer} · {server}</source>
            <translation>{computer} · {server}</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Also on this computer, kept apart: work of {accounts}.</source>
            <translation>这台电脑上还有其他账户的任务（互不影响）：{accounts}。</translation>
        </message>
    </context>
    <context>
        <name>AccountPage</name>
        <message>
            <source>Account</source>
            <translation>账户</translation>
        </message>
        <message>
            <source>Export the statement</source>
            <translation>导出配额明细</translation>
        </message>
        <message>
            <source>CSV for spreadsheets (*.csv)</source>
            <translation>CSV 表格 (*.csv)</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>打开所在文件夹</translation>
        </message>
        <message>
            <source>Statement saved: {file}</source>
            <translation>明细已保存：{file}</translation>
        </message>
        <message>
            <source>Attempt</source>
            <translation>第几次处理</translation>
        </message>
    </context>
    <context>
        <name>AccountVerbs</name>
        <message>
            <source>The account is deleted.</source>
            <translation>账户已删除。</translation>
        </message>
        <message>
            <source>+{count} quota, on all your computers.</source>
            <translation>+{count} 配额，所有电脑均可使用。</translation>
        </message>
        <message>
            <source>This computer is signed in.</source>
            <translation>已在这台电脑上登录。</translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>%n 张图片</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n task(s) taken in, with {pictures}.</source>
            <translation>
                <numerusform>已并入 %n 个任务，共 {pictures}。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AccountWords</name>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n 项待同步</numerusform>
            </translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>Synced</source>
            <translation>已同步</translation>
        </message>
        <message>
            <source>Syncing …</source>
            <translation>同步中…</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>待同步</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>Sync paused</source>
            <translation>同步已暂停</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>重新登录</translation>
        </message>
        <message>
            <source>Spending stopped</source>
            <translation>已暂停消费</translation>
        </message>
        <message>
            <source>Computer removed</source>
            <translation>电脑已移除</translation>
        </message>
        <message>
            <source>Tasks, pictures and quota are kept on this computer. Nothing is sent anywhere.</source>
            <translation>任务、图片和配额都保存在这台电脑上，不会发送到任何地方。</translation>
        </message>
        <message>
            <source>The cloud has everything of this computer, and this computer knows everything.</source>
            <translation>这台电脑与云端的内容完全一致。</translation>
        </message>
        <message>
            <source>Changes are going back and forth. You can go on working.</source>
            <translation>正在与云端交换变更，您可以继续工作。</translation>
        </message>
        <message>
            <source>Some changes are not in the cloud yet. They go by themselves.</source>
            <translation>部分变更尚未上传到云端，会自动同步。</translation>
        </message>
        <message>
            <source>The cloud is out of reach. Work goes on with the quota on this computer.</source>
            <translation>暂时无法连接云端，可使用本机配额继续工作。</translation>
        </message>
        <message>
            <source>Nothing is sent or fetched until you resume.</source>
            <translation>继续同步之前，不会上传或下载任何内容。</translation>
        </message>
        <message>
            <source>The sign-in has ended. Work goes on here; sign in again to sync.</source>
            <translation>登录已失效。本机可继续工作，重新登录后恢复同步。</translation>
        </message>
        <message>
            <source>This computer may not use quota until it is recovered online.</source>
            <translation>联网恢复之前，这台电脑不能使用配额。</translation>
        </message>
        <message>
            <source>The account has removed this computer. Sign in again to go on with it.</source>
            <translation>账户已移除这台电脑，重新登录即可继续使用。</translation>
        </message>
        <message numerus="yes">
            <source>%n change(s)</source>
            <translation>
                <numerusform>%n 项变更</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>%n 张图片</numerusform>
            </translation>
        </message>
        <message>
            <source>{pictures} ({size})</source>
            <translation>{pictures}（{size}）</translation>
        </message>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Not synced yet</source>
            <translation>尚未同步</translation>
        </message>
        <message>
            <source>Last synced {time}</source>
            <translation>上次同步：{time}</translation>
        </message>
        <message>
            <source>Waiting: {what}</source>
            <translation>待同步：{what}</translation>
        </message>
        <message>
            <source>The sign-in of this computer has ended. Work goes on with the quota on this computer; nothing reaches the cloud until you sign in again.</source>
            <translation>这台电脑的登录已失效。可使用本机配额继续工作；重新登录之前，内容不会上传到云端。</translation>
        </message>
        <message numerus="yes">
            <source>The cloud did not take %n change(s) of this computer. Pictures made here stay; other computers do not see them.</source>
            <translation>
                <numerusform>云端未接受这台电脑的 %n 项变更。在此生成的图片仍保留，但其他电脑看不到。</numerusform>
            </translation>
        </message>
        <message>
            <source>This computer has no key store, so the sign-in is not kept: it ends with the program.</source>
            <translation>这台电脑没有可用的系统钥匙串，无法保存登录状态：退出程序后需要重新登录。</translation>
        </message>
        <message numerus="yes">
            <source>The trial account on this computer has %n finished task(s) that you can take into this account.</source>
            <translation>
                <numerusform>本机试用账户中有 %n 个已结束的任务，可以并入当前账户。</numerusform>
            </translation>
        </message>
        <message>
            <source>Recover now</source>
            <translation>立即恢复</translation>
        </message>
        <message>
            <source>Take them in …</source>
            <translation>并入账户…</translation>
        </message>
        <message>
            <source>There is no such code. Check it for typing errors.</source>
            <translation>充值码不存在，请检查是否输入有误。</translation>
        </message>
        <message>
            <source>The data on this computer is older than what it did before; it may have come from a backup. So that nothing is spent twice, it may not use quota now.</source>
            <translation>这台电脑上的数据比之前的记录旧，可能来自备份。为避免重复消费，暂时不能使用配额。</translation>
        </message>
        <message>
            <source>A copy of this computer&apos;s data seems to be in use elsewhere. So that nothing is spent twice, it may not use quota now.</source>
            <translation>这台电脑的数据似乎有另一份副本正在使用。为避免重复消费，暂时不能使用配额。</translation>
        </message>
        <message>
            <source>The record of what this computer has used is missing. This data may be a copy of another computer&apos;s.</source>
            <translation>这台电脑的消费记录缺失，数据可能复制自另一台电脑。</translation>
        </message>
        <message>
            <source>This computer and the cloud reckon differently. So that nothing is spent twice, it may not use quota now.</source>
            <translation>这台电脑与云端的配额记录不一致。为避免重复消费，暂时不能使用配额。</translation>
        </message>
        <message>
            <source>Recovering goes on under a new name; quota that was on this computer is lost.</source>
            <translation>恢复后将作为一台新电脑继续使用，原先存放在这台电脑上的配额会丢失。</translation>
        </message>
        <message>
            <source>Recovering settles with the cloud what was used here and gives the rest back. Pictures and tasks stay.</source>
            <translation>恢复会与云端结清本机已使用的配额，并退回剩余部分。图片和任务都会保留。</translation>
        </message>
        <message>
            <source>The account has removed this computer; quota that was on it is lost. Your pictures stay here.</source>
            <translation>账户已移除这台电脑，存放在上面的配额已作废。图片仍保留在本机。</translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) came too late and were not taken.</source>
            <translation>
                <numerusform>%n 项变更因上传过晚未被接受。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The clock of this computer is off by %n minute(s). Sync does not mind, but times in lists look wrong.</source>
            <translation>
                <numerusform>这台电脑的时钟偏差 %n 分钟。不影响同步，但列表中的时间会不准确。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Actions</name>
        <message>
            <source>Add &amp;photos…</source>
            <translation>添加图片(&amp;P)…</translation>
        </message>
        <message>
            <source>Add &amp;folder…</source>
            <translation>添加文件夹(&amp;F)…</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>粘贴(&amp;V)</translation>
        </message>
        <message>
            <source>Sign &amp;in…</source>
            <translation>登录(&amp;I)…</translation>
        </message>
        <message>
            <source>S&amp;ync now</source>
            <translation>立即同步(&amp;Y)</translation>
        </message>
        <message>
            <source>&amp;Close window</source>
            <translation>关闭窗口(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Quit CleanRack</source>
            <translation>退出衣净(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Workspace</source>
            <translation>工作台(&amp;W)</translation>
        </message>
        <message>
            <source>&amp;Tasks</source>
            <translation>任务列表(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Library</source>
            <translation>素材库(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Account</source>
            <translation>账户(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Settings</source>
            <translation>设置(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>返回(&amp;B)</translation>
        </message>
        <message>
            <source>As the &amp;system</source>
            <translation>跟随系统(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>浅色(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>深色(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Full screen</source>
            <translation>全屏(&amp;F)</translation>
        </message>
        <message>
            <source>Go to the newest &amp;notice</source>
            <translation>转到最新通知(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>键盘快捷键(&amp;K)</translation>
        </message>
        <message>
            <source>Open &amp;log folder</source>
            <translation>打开日志文件夹(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;About CleanRack</source>
            <translation>关于衣净(&amp;A)</translation>
        </message>
    </context>
    <context>
        <name>AddressControl</name>
        <message>
            <source>This is no address of a cloud. It begins with https.</source>
            <translation>这不是有效的云端地址，地址应以 https 开头。</translation>
        </message>
    </context>
    <context>
        <name>AssetMenu</name>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>Open task</source>
            <translation>打开任务</translation>
        </message>
        <message numerus="yes">
            <source>Save %n picture(s)</source>
            <translation>
                <numerusform>保存 %n 张图片</numerusform>
            </translation>
        </message>
        <message>
            <source>Export ZIP</source>
            <translation>导出 ZIP</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
    </context>
    <context>
        <name>BalanceCard</name>
        <message>
            <source>Balance</source>
            <translation>配额余额</translation>
        </message>
        <message>
            <source>Available</source>
            <translation>可用</translation>
        </message>
        <message>
            <source>Bought and not used.</source>
            <translation>已购买但尚未使用。</translation>
        </message>
        <message>
            <source>Held</source>
            <translation>占用中</translation>
        </message>
        <message>
            <source>Taken for photos that are being processed.</source>
            <translation>正在处理的图片暂时占用。</translation>
        </message>
        <message>
            <source>Used</source>
            <translation>已使用</translation>
        </message>
        <message>
            <source>Kept for photos that succeeded.</source>
            <translation>成功的图片已使用。</translation>
        </message>
        <message>
            <source>One photo costs 1 quota. What fails or is stopped comes back in full, by itself.</source>
            <translation>每张图片 1 配额。失败或停止的部分会自动全额返还。</translation>
        </message>
        <message>
            <source>Renew</source>
            <translation>续费</translation>
        </message>
    </context>
    <context>
        <name>BoardToolbar</name>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n 张图片</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n left out</source>
            <translation>
                <numerusform>%n 张未选中</numerusform>
            </translation>
        </message>
        <message>
            <source>Add photos</source>
            <translation>添加图片</translation>
        </message>
        <message>
            <source>More ways to add</source>
            <translation>更多添加方式</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>选择文件夹</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>粘贴</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清空</translation>
        </message>
        <message>
            <source>Take all photos out; it can be undone</source>
            <translation>移除全部图片，可撤销</translation>
        </message>
    </context>
    <context>
        <name>CertificateControl</name>
        <message>
            <source>None: the system&apos;s certificates are trusted</source>
            <translation>未设置：使用系统信任的证书</translation>
        </message>
        <message>
            <source>Choose …</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>There is no certificate in this file.</source>
            <translation>此文件中没有证书。</translation>
        </message>
    </context>
    <context>
        <name>CloseDialog</name>
        <message>
            <source>CleanRack</source>
            <translation>衣净 CleanRack</translation>
        </message>
        <message numerus="yes">
            <source>%n task(s) still running</source>
            <translation>
                <numerusform>还有 %n 个任务正在运行</numerusform>
            </translation>
        </message>
        <message>
            <source>Paused tasks keep everything: finished pictures stay, and you go on whenever you like.</source>
            <translation>暂停不会丢失任何内容：已完成的图片会保留，之后可随时继续。</translation>
        </message>
        <message>
            <source>Do this every time</source>
            <translation>以后都这样做</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Pause and quit</source>
            <translation>暂停并退出</translation>
        </message>
        <message>
            <source>Keep running in the tray</source>
            <translation>在托盘中继续运行</translation>
        </message>
    </context>
    <context>
        <name>Closing</name>
        <message>
            <source>Pausing, then CleanRack closes…</source>
            <translation>正在暂停，完成后自动退出…</translation>
        </message>
    </context>
    <context>
        <name>CompareView</name>
        <message>
            <source>Before</source>
            <translation>处理前</translation>
        </message>
        <message>
            <source>After</source>
            <translation>处理后</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>处理前后对比</translation>
        </message>
        <message>
            <source>{mode}, zoom {percent} %</source>
            <translation>{mode}，缩放 {percent}%</translation>
        </message>
        <message>
            <source>Split at {percent} %</source>
            <translation>分割对比，位置 {percent}%</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>并排</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>显示全图</translation>
        </message>
        <message>
            <source>Actual size (100 %)</source>
            <translation>实际大小 (100%)</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>Before only</source>
            <translation>只看处理前</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>分割</translation>
        </message>
        <message>
            <source>One at a time</source>
            <translation>单图</translation>
        </message>
    </context>
    <context>
        <name>ConfirmDialog</name>
        <message>
            <source>Confirm</source>
            <translation>确认生成</translation>
        </message>
        <message numerus="yes">
            <source>Generate %n picture(s)?</source>
            <translation>
                <numerusform>生成 %n 张图片？</numerusform>
            </translation>
        </message>
        <message>
            <source>Can be spent now</source>
            <translation>当前可用</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Price each</source>
            <translation>单价</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>合计</translation>
        </message>
        <message>
            <source>It is processed in the cloud: once the photos were sent there, this computer may be shut down.</source>
            <translation>在云端处理：图片上传到云端后，可以关闭这台电脑。</translation>
        </message>
        <message>
            <source>Balance</source>
            <translation>余额</translation>
        </message>
        <message>
            <source>Photos that fail or are stopped cost nothing: their quota comes back by itself.</source>
            <translation>失败或停止的图片不收费，配额自动返还</translation>
        </message>
        <message>
            <source>The parameters cannot be changed once this is submitted.</source>
            <translation>提交后参数不可修改</translation>
        </message>
        <message numerus="yes">
            <source>Generate (uses %n quota)</source>
            <translation>
                <numerusform>生成（消耗 %n 配额）</numerusform>
            </translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n 张</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quota</source>
            <translation>
                <numerusform>%n 配额</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ConnectionBanner</name>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Open log folder</source>
            <translation>打开日志</translation>
        </message>
        <message>
            <source>The service stopped unexpectedly and is starting again. Batches go on where they were…</source>
            <translation>服务意外中断，正在重新启动，批次会从中断处继续…</translation>
        </message>
        <message>
            <source>CleanRack is starting…</source>
            <translation>正在启动…</translation>
        </message>
        <message>
            <source>Connected again. Nothing was lost.</source>
            <translation>已重新连接，没有丢失任何内容</translation>
        </message>
    </context>
    <context>
        <name>DataFolderRow</name>
        <message>
            <source>CleanRack cannot write to {folder}. Choose another folder.</source>
            <translation>无法写入 {folder}，请选择其他文件夹。</translation>
        </message>
        <message>
            <source>Data folder</source>
            <translation>数据文件夹</translation>
        </message>
        <message>
            <source>Tasks, pictures and quota. Move them to another drive, or use another folder and leave these here.</source>
            <translation>任务、图片和配额。可移到其他硬盘，也可改用其他文件夹而把这些留在原处。</translation>
        </message>
        <message>
            <source>Looking …</source>
            <translation>正在检查…</translation>
        </message>
        <message>
            <source>Move …</source>
            <translation>移动…</translation>
        </message>
        <message>
            <source>Move the data folder</source>
            <translation>移动数据文件夹</translation>
        </message>
        <message>
            <source>Use another …</source>
            <translation>改用其他…</translation>
        </message>
        <message>
            <source>Use another data folder</source>
            <translation>改用其他数据文件夹</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Open the data folder</source>
            <translation>打开数据文件夹</translation>
        </message>
        <message>
            <source>Keep the present one</source>
            <translation>仍用当前文件夹</translation>
        </message>
        <message>
            <source>Named for this start by --data-dir or {variable}.</source>
            <translation>本次启动由 --data-dir 或 {variable} 指定。</translation>
        </message>
        <message>
            <source>Portable: it lies beside the program and moves with it. Sign-ins stay in each computer&apos;s keyring; an old copy that is put back is noticed only once the cloud account is online.</source>
            <translation>便携模式：数据与程序放在一起，随程序移动。登录信息保存在各台电脑的钥匙串里；放回旧备份时，云账户要到联网后才会发现。</translation>
        </message>
        <message>
            <source>From the next start on: {folder}</source>
            <translation>下次启动起使用：{folder}</translation>
        </message>
    </context>
    <context>
        <name>DataMove</name>
        <message>
            <source>The data folder stays where it is.</source>
            <translation>数据文件夹保留在原处。</translation>
        </message>
        <message>
            <source>A batch is running. Move the data folder once it has ended, or pause it first.</source>
            <translation>批处理正在运行，请等它结束或先暂停，再移动数据文件夹。</translation>
        </message>
    </context>
    <context>
        <name>DeleteAccountDialog</name>
        <message>
            <source>Delete the account {email}?</source>
            <translation>删除账户 {email}？</translation>
        </message>
        <message>
            <source>Delete account</source>
            <translation>删除账户</translation>
        </message>
        <message>
            <source>Gone for good, on all computers: the whole quota, the statement, and all pictures in the cloud.</source>
            <translation>以下内容将在所有电脑上永久删除：全部配额、配额明细和云端的所有图片。</translation>
        </message>
        <message>
            <source>Pictures that you saved to folders of your own stay.</source>
            <translation>您已保存到自己文件夹中的图片不受影响。</translation>
        </message>
        <message>
            <source>This cannot be undone.</source>
            <translation>此操作无法撤销。</translation>
        </message>
        <message>
            <source>Your password</source>
            <translation>您的密码</translation>
        </message>
        <message>
            <source>Keep the account</source>
            <translation>保留账户</translation>
        </message>
        <message>
            <source>Delete for good</source>
            <translation>永久删除</translation>
        </message>
    </context>
    <context>
        <name>DeviceRow</name>
        <message>
            <source>This computer</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>Spending stopped</source>
            <translation>已暂停消费</translation>
        </message>
        <message>
            <source>Removed</source>
            <translation>已移除</translation>
        </message>
        <message>
            <source>Remove …</source>
            <translation>移除…</translation>
        </message>
        <message>
            <source>Remove {computer} from the account</source>
            <translation>从账户中移除 {computer}</translation>
        </message>
        <message>
            <source>seen {time}</source>
            <translation>最近在线 {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n quota there</source>
            <translation>
                <numerusform>存有 %n 配额</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n late change(s) refused</source>
            <translation>
                <numerusform>拒绝了 %n 项迟到的变更</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DevicesCard</name>
        <message>
            <source>Computers</source>
            <translation>电脑</translation>
        </message>
        <message>
            <source>The list of computers is shown once the cloud is in reach.</source>
            <translation>连接云端后显示电脑列表。</translation>
        </message>
    </context>
    <context>
        <name>DiagnosisRow</name>
        <message>
            <source>A report holds versions, checks, settings and the end of the log: no tokens, no e-mail addresses.</source>
            <translation>报告包含版本、检查结果、设置和最近的日志，不含令牌和邮箱地址。</translation>
        </message>
        <message>
            <source>Run checks</source>
            <translation>运行检查</translation>
        </message>
        <message>
            <source>Checking …</source>
            <translation>正在检查…</translation>
        </message>
        <message>
            <source>Export report …</source>
            <translation>导出报告…</translation>
        </message>
        <message>
            <source>Open log</source>
            <translation>打开日志</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>打开所在文件夹</translation>
        </message>
        <message>
            <source>Report saved: {file}</source>
            <translation>报告已保存：{file}</translation>
        </message>
    </context>
    <context>
        <name>DropOverlay</name>
        <message>
            <source>Drop to add</source>
            <translation>松开即可添加</translation>
        </message>
    </context>
    <context>
        <name>DropZone</name>
        <message>
            <source>Drop photos or folders here</source>
            <translation>把照片或文件夹拖到这里</translation>
        </message>
        <message>
            <source>Drop a photo here</source>
            <translation>把照片拖到这里</translation>
        </message>
        <message>
            <source>Looking through the folders…</source>
            <translation>正在读取文件夹…</translation>
        </message>
        <message>
            <source>Choose photos</source>
            <translation>选择图片</translation>
        </message>
        <message>
            <source>Choose a photo</source>
            <translation>选择图片</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>选择文件夹</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>粘贴</translation>
        </message>
        <message>
            <source>Take photos or a screenshot from the clipboard (Ctrl+V)</source>
            <translation>粘贴剪贴板中的图片或截图（Ctrl+V）</translation>
        </message>
        <message>
            <source>Try it with sample photos</source>
            <translation>用示例照片试试</translation>
        </message>
        <message>
            <source>Recent:</source>
            <translation>最近使用：</translation>
        </message>
        <message numerus="yes">
            <source>{formats} · up to {megabytes} MB each · at most %n photo(s)</source>
            <translation>
                <numerusform>支持 {formats}，单张不超过 {megabytes}MB，最多 %n 张</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EntryTableModel</name>
        <message>
            <source>Received</source>
            <translation>到账</translation>
        </message>
        <message>
            <source>Held</source>
            <translation>占用</translation>
        </message>
        <message>
            <source>Used</source>
            <translation>使用</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>返还</translation>
        </message>
        <message>
            <source>Refunded</source>
            <translation>退还</translation>
        </message>
        <message>
            <source>Settled</source>
            <translation>结算</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>作废</translation>
        </message>
        <message>
            <source>Moved</source>
            <translation>划转</translation>
        </message>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>What</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Quota</source>
            <translation>配额</translation>
        </message>
        <message>
            <source>No. {number}, attempt {attempt}</source>
            <translation>第 {number} 张，第 {attempt} 次处理</translation>
        </message>
        <message>
            <source>No. {number}</source>
            <translation>第 {number} 张</translation>
        </message>
        <message>
            <source>Open task {id}</source>
            <translation>打开任务 {id}</translation>
        </message>
        <message>
            <source>Quota given or bought.</source>
            <translation>赠送或购买的配额。</translation>
        </message>
        <message>
            <source>Taken for a photo that is not finished: it is used or returned in the end.</source>
            <translation>为尚未完成的图片暂时占用，最终会转为使用或返还。</translation>
        </message>
        <message>
            <source>The photo succeeded: what was held for it is used. The balance stays.</source>
            <translation>图片处理成功，占用的配额转为使用，可用余额不变。</translation>
        </message>
        <message>
            <source>The photo failed or was stopped: what was held for it came back.</source>
            <translation>图片失败或已停止，占用的配额已返还。</translation>
        </message>
        <message>
            <source>Given back for a finished picture that you reported.</source>
            <translation>您反馈的成品图片，配额已退还。</translation>
        </message>
        <message>
            <source>At a recovery: what a computer had used or given back, and the cloud had not heard.</source>
            <translation>恢复时结清：某台电脑已使用或已退回、而云端尚未得知的配额。</translation>
        </message>
        <message>
            <source>Lay on a computer that was removed from the account.</source>
            <translation>存放在已移除的电脑上的配额。</translation>
        </message>
        <message>
            <source>Went from one place of the account to another. The balance stays.</source>
            <translation>在账户内部划转，余额不变。</translation>
        </message>
    </context>
    <context>
        <name>Exports</name>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>%n 张图片</numerusform>
            </translation>
        </message>
        <message>
            <source>Saved {name}</source>
            <translation>已保存 {name}</translation>
        </message>
        <message numerus="yes">
            <source>Saved %n picture(s)</source>
            <translation>
                <numerusform>已保存 %n 张图片</numerusform>
            </translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>The folder {folder} is not there any more. Nothing is lost: choose another one.</source>
            <translation>文件夹 {folder} 已不存在。图片没有丢失，请选择其他文件夹。</translation>
        </message>
        <message>
            <source>The folder {folder} may not be written to. Choose another one.</source>
            <translation>没有权限写入文件夹 {folder}，请选择其他文件夹。</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>选择文件夹…</translation>
        </message>
    </context>
    <context>
        <name>FeatureCard</name>
        <message>
            <source>{price} quota / photo</source>
            <translation>{price} 配额 / 张</translation>
        </message>
        <message>
            <source>Batch · up to {limit}</source>
            <translation>批量 · 最多 {limit} 张</translation>
        </message>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
    </context>
    <context>
        <name>FeaturePage</name>
        <message>
            <source>New</source>
            <translation>新建任务</translation>
        </message>
        <message>
            <source>Single</source>
            <translation>单张模式</translation>
        </message>
        <message>
            <source>Mode</source>
            <translation>模式</translation>
        </message>
        <message>
            <source>One photo, one task</source>
            <translation>一张图片，一个任务</translation>
        </message>
        <message>
            <source>Batch</source>
            <translation>批量模式</translation>
        </message>
        <message>
            <source>Up to 50 photos with the same parameters</source>
            <translation>最多 50 张图片，使用同一组参数</translation>
        </message>
    </context>
    <context>
        <name>FeaturePlaceholder</name>
        <message>
            <source>Starting …</source>
            <translation>正在启动…</translation>
        </message>
    </context>
    <context>
        <name>FindingWords</name>
        <message>
            <source>Unreadable</source>
            <translation>无法读取</translation>
        </message>
        <message>
            <source>Too large</source>
            <translation>尺寸过大</translation>
        </message>
        <message>
            <source>Small</source>
            <translation>偏小</translation>
        </message>
        <message>
            <source>Small for the shop</source>
            <translation>对店铺太小</translation>
        </message>
        <message>
            <source>Blurred</source>
            <translation>模糊</translation>
        </message>
        <message>
            <source>Overexposed</source>
            <translation>过曝</translation>
        </message>
        <message>
            <source>Underexposed</source>
            <translation>过暗</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>重复</translation>
        </message>
        <message>
            <source>Look-alike</source>
            <translation>相似</translation>
        </message>
        <message numerus="yes">
            <source>%n unreadable</source>
            <translation>
                <numerusform>%n 张无法读取</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n too large</source>
            <translation>
                <numerusform>%n 张尺寸过大</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n small</source>
            <translation>
                <numerusform>%n 张偏小</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n small for the shop</source>
            <translation>
                <numerusform>%n 张对店铺太小</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n blurred</source>
            <translation>
                <numerusform>%n 张模糊</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n overexposed</source>
            <translation>
                <numerusform>%n 张过曝</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n underexposed</source>
            <translation>
                <numerusform>%n 张过暗</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n duplicate(s)</source>
            <translation>
                <numerusform>%n 张重复</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n look-alike(s)</source>
            <translation>
                <numerusform>%n 张相似</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FindingsBar</name>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Deselect</source>
            <translation>取消勾选</translation>
        </message>
        <message>
            <source>Select again</source>
            <translation>重新勾选</translation>
        </message>
        <message numerus="yes">
            <source>%n upload(s) failed · Retry all</source>
            <translation>
                <numerusform>%n 张上传失败 · 全部重试</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing can be made of these photos; they are not submitted and cost nothing.</source>
            <translation>这些图片无法处理，不会提交，也不会扣费。</translation>
        </message>
        <message>
            <source>These photos can be worked on, but the result may disappoint.</source>
            <translation>这些图片可以处理，但效果可能不理想。</translation>
        </message>
    </context>
    <context>
        <name>FirstSteps</name>
        <message>
            <source>1. Add photos</source>
            <translation>1. 添加照片</translation>
        </message>
        <message>
            <source>One or fifty at a time. Your originals are never changed.</source>
            <translation>一张或五十张一次添加，原图绝不改动。</translation>
        </message>
        <message>
            <source>2. Clean them in one go</source>
            <translation>2. 一次清理</translation>
        </message>
        <message>
            <source>Clean ground, right light, true colours: one set of parameters for all.</source>
            <translation>背景干净、光线准确、颜色真实，一组参数处理全部照片。</translation>
        </message>
        <message>
            <source>3. Take them away</source>
            <translation>3. 打包带走</translation>
        </message>
        <message>
            <source>Download one ZIP. Every finished picture is kept in the library too.</source>
            <translation>一键下载 ZIP，成品同时自动存入素材库。</translation>
        </message>
    </context>
    <context>
        <name>FolderControl</name>
        <message>
            <source>Choose …</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>恢复默认</translation>
        </message>
    </context>
    <context>
        <name>ForgetDialog</name>
        <message>
            <source>Remove {name} from the account?</source>
            <translation>从账户中移除 {name}？</translation>
        </message>
        <message>
            <source>Remove computer</source>
            <translation>移除电脑</translation>
        </message>
        <message numerus="yes">
            <source>The %n quota on it is lost for good.</source>
            <translation>
                <numerusform>存放在上面的 %n 配额将永久作废。</numerusform>
            </translation>
        </message>
        <message>
            <source>No quota lies on it.</source>
            <translation>上面没有存放配额。</translation>
        </message>
        <message>
            <source>Work it has done and not told the cloud yet is refused afterwards.</source>
            <translation>该电脑尚未上传到云端的工作，之后将不再被接受。</translation>
        </message>
        <message>
            <source>If you still have it, sign out on that computer instead: then its quota comes back.</source>
            <translation>如果这台电脑还在手边，请改为在该电脑上退出登录，配额会退回账户。</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>保留</translation>
        </message>
    </context>
    <context>
        <name>HeaderBar</name>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Your balance. Open the account.</source>
            <translation>账户余额。点击打开账户。</translation>
        </message>
        <message numerus="yes">
            <source>%n of it can be spent here now.</source>
            <translation>
                <numerusform>其中 %n 配额当前可在本机使用。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quota</source>
            <translation>
                <numerusform>%n 配额</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quota is held by running tasks.</source>
            <translation>
                <numerusform>另有 %n 配额被运行中的任务占用。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Intake</name>
        <message>
            <source>There is no photo on the clipboard. Copy a photo or files first.</source>
            <translation>剪贴板里没有图片。请先复制图片或文件。</translation>
        </message>
        <message>
            <source>Add photos</source>
            <translation>添加图片</translation>
        </message>
        <message>
            <source>Add folder</source>
            <translation>添加文件夹</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>Photos ({endings})</source>
            <translation>图片 ({endings})</translation>
        </message>
    </context>
    <context>
        <name>IntakeNotices</name>
        <message numerus="yes">
            <source>%n file(s) were not taken</source>
            <translation>
                <numerusform>%n 个文件已移除</numerusform>
            </translation>
        </message>
        <message>
            <source>At most {limit} photos</source>
            <translation>最多支持{limit}张</translation>
        </message>
        <message numerus="yes">
            <source>The first {limit} stay; %n photo(s) were not added</source>
            <translation>
                <numerusform>已保留前 {limit} 张，另外 %n 张未添加</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) were here already and were taken once</source>
            <translation>
                <numerusform>%n 张图片已在列表中，不再重复添加</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n other file(s) in the folders were passed over</source>
            <translation>
                <numerusform>文件夹中有 %n 个非图片文件，已跳过</numerusform>
            </translation>
        </message>
        <message>
            <source>No photos were found there</source>
            <translation>没有找到图片</translation>
        </message>
        <message>
            <source>Several photos: switched to batch mode</source>
            <translation>已选择多张图片，已切换到批量模式</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) removed</source>
            <translation>
                <numerusform>已移除 %n 张图片</numerusform>
            </translation>
        </message>
        <message>
            <source>The photo was replaced</source>
            <translation>已替换图片</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>还有 %n 个</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ItemActions</name>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>下载</translation>
        </message>
        <message>
            <source>Export ZIP</source>
            <translation>导出 ZIP</translation>
        </message>
        <message>
            <source>Export with names…</source>
            <translation>按名称导出…</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Report as bad…</source>
            <translation>报告不合格…</translation>
        </message>
    </context>
    <context>
        <name>ItemRowDelegate</name>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>下载</translation>
        </message>
    </context>
    <context>
        <name>LibraryPage</name>
        <message>
            <source>Library</source>
            <translation>素材库</translation>
        </message>
        <message>
            <source>Search by name</source>
            <translation>按名称搜索</translation>
        </message>
        <message>
            <source>Search pictures by name</source>
            <translation>按名称搜索图片</translation>
        </message>
        <message>
            <source>Finished pictures</source>
            <translation>成品图片</translation>
        </message>
        <message>
            <source>No finished pictures yet</source>
            <translation>还没有成品图片</translation>
        </message>
        <message>
            <source>Every picture that succeeds is kept here by itself.</source>
            <translation>处理成功的图片会自动保存到这里。</translation>
        </message>
        <message>
            <source>Clean the first photos</source>
            <translation>开始处理图片</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>没有找到图片</translation>
        </message>
        <message>
            <source>No picture has “{text}” in its name.</source>
            <translation>没有名称包含“{text}”的图片。</translation>
        </message>
        <message>
            <source>Clear search</source>
            <translation>清除搜索</translation>
        </message>
        <message numerus="yes">
            <source>More than %n picture(s)</source>
            <translation>
                <numerusform>超过 %n 张图片</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>共 %n 张图片</numerusform>
            </translation>
        </message>
        <message>
            <source>drag them to a folder or a web page</source>
            <translation>可直接拖到文件夹或网页</translation>
        </message>
        <message numerus="yes">
            <source>Deleted %n picture(s)</source>
            <translation>
                <numerusform>已删除 %n 张图片</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>CleanRack</source>
            <translation>衣净 CleanRack</translation>
        </message>
    </context>
    <context>
        <name>Menus</name>
        <message>
            <source>&amp;Recent folders</source>
            <translation>最近的文件夹(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Go</source>
            <translation>前往(&amp;G)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Theme</source>
            <translation>主题(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>语言(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>No folder yet</source>
            <translation>还没有</translation>
        </message>
    </context>
    <context>
        <name>ModelBanner</name>
        <message>
            <source>No cut-out model is installed. Without one, cut-outs are less exact.</source>
            <translation>未安装抠图模型。没有模型时用传统方法，不够准确。</translation>
        </message>
        <message>
            <source>Install it ({size})</source>
            <translation>安装（{size}）</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Do not say this again</source>
            <translation>不再提示</translation>
        </message>
        <message>
            <source>Installing the cut-out model</source>
            <translation>正在安装抠图模型</translation>
        </message>
    </context>
    <context>
        <name>ModelRow</name>
        <message>
            <source>From file …</source>
            <translation>从文件安装…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Installing the cut-out model</source>
            <translation>正在安装抠图模型</translation>
        </message>
        <message>
            <source>Install again</source>
            <translation>重新安装</translation>
        </message>
        <message>
            <source>Install</source>
            <translation>安装</translation>
        </message>
        <message>
            <source>Installing {title} …</source>
            <translation>正在安装“{title}”…</translation>
        </message>
        <message>
            <source>{title}: not installed, {size} to download.</source>
            <translation>“{title}”未安装（需下载 {size}）。</translation>
        </message>
        <message>
            <source>{title}: the file is damaged and is not used.</source>
            <translation>“{title}”的文件已损坏，不会使用。</translation>
        </message>
        <message>
            <source>{title}: came with CleanRack, intact ({size}).</source>
            <translation>“{title}”随衣净提供，校验无误（{size}）。</translation>
        </message>
        <message>
            <source>{title}: installed and intact ({size}).</source>
            <translation>“{title}”已安装，校验无误（{size}）。</translation>
        </message>
        <message>
            <source>Meanwhile the other model is used: {title}.</source>
            <translation>目前使用“{title}”。</translation>
        </message>
        <message>
            <source>Looking …</source>
            <translation>正在检查…</translation>
        </message>
        <message>
            <source>Without a model, garments are cut out by the classical method, which is less exact.</source>
            <translation>没有模型时用传统方法抠图，不如模型准确。</translation>
        </message>
        <message>
            <source>File of the cut-out model</source>
            <translation>抠图模型文件</translation>
        </message>
    </context>
    <context>
        <name>ModelShelf</name>
        <message>
            <source>Cut-out model installed: {title}. The next photo is cut out with it.</source>
            <translation>抠图模型“{title}”已安装，下一张照片起使用。</translation>
        </message>
    </context>
    <context>
        <name>MoveDataDialog</name>
        <message>
            <source>Moving the data folder …</source>
            <translation>正在移动数据文件夹…</translation>
        </message>
        <message>
            <source>Every file is copied, then compared.</source>
            <translation>逐个复制文件，然后核对。</translation>
        </message>
        <message>
            <source>The data folder has moved</source>
            <translation>数据文件夹已移动</translation>
        </message>
        <message>
            <source>CleanRack starts again and works from there. Nothing else changes.</source>
            <translation>衣净将重新启动并使用新位置，其他一切不变。</translation>
        </message>
        <message>
            <source>Move the data folder?</source>
            <translation>移动数据文件夹？</translation>
        </message>
        <message>
            <source>From  {source}
To  {target}</source>
            <translation>从  {source}
到  {target}</translation>
        </message>
        <message>
            <source>Delete the old folder afterwards</source>
            <translation>完成后删除旧文件夹</translation>
        </message>
        <message>
            <source>Start again</source>
            <translation>重新启动</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>移动</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>暂不</translation>
        </message>
        <message>
            <source>{count} files, {size}. The service rests meanwhile, then CleanRack starts again. If anything goes wrong, all stays where it is.</source>
            <translation>共 {count} 个文件，{size}。移动期间服务暂停，完成后衣净重新启动；如果出错，一切保持原样。</translation>
        </message>
    </context>
    <context>
        <name>NamesDialog</name>
        <message>
            <source>Names in the ZIP</source>
            <translation>导出命名</translation>
        </message>
        <message>
            <source>Names are safe on Windows and macOS, and never two the same.</source>
            <translation>文件名在 Windows 和 macOS 上都可用，且不会重名。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Export ZIP</source>
            <translation>导出 ZIP</translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>%n 张图片</numerusform>
            </translation>
        </message>
        <message>
            <source>The template is empty. Put in a token at least.</source>
            <translation>命名模板为空，请至少放入一个标记。</translation>
        </message>
        <message>
            <source>{part} is nothing the template knows. Use the tokens below the line.</source>
            <translation>命名模板不认识 {part}，请使用下方的标记。</translation>
        </message>
        <message numerus="yes">
            <source>and %n more about the table</source>
            <translation>
                <numerusform>表格还有 %n 处问题</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n name(s) were taken and carry a number</source>
            <translation>
                <numerusform>%n 个重名已自动加上编号</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NamingList</name>
        <message>
            <source>For example</source>
            <translation>示例</translation>
        </message>
    </context>
    <context>
        <name>NavigationBar</name>
        <message>
            <source>CleanRack</source>
            <translation>衣净 CleanRack</translation>
        </message>
        <message>
            <source>Workspace</source>
            <translation>工作台</translation>
        </message>
        <message>
            <source>Tasks</source>
            <translation>任务列表</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>素材库</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>账户</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Navigation</source>
            <translation>导航</translation>
        </message>
    </context>
    <context>
        <name>NavigationButton</name>
        <message numerus="yes">
            <source>%n running</source>
            <translation>
                <numerusform>%n 个正在运行</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NoticeCard</name>
        <message>
            <source>Show less</source>
            <translation>收起</translation>
        </message>
        <message numerus="yes">
            <source>…%n more</source>
            <translation>
                <numerusform>…还有 %n 条</numerusform>
            </translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Close the notice</source>
            <translation>关闭通知</translation>
        </message>
    </context>
    <context>
        <name>NoticesDialog</name>
        <message>
            <source>Third-party licences</source>
            <translation>第三方许可证</translation>
        </message>
    </context>
    <context>
        <name>Notifier</name>
        <message>
            <source>No photo succeeded</source>
            <translation>没有图片处理成功</translation>
        </message>
        <message>
            <source>Their quota has been returned.</source>
            <translation>配额已全部返还。</translation>
        </message>
        <message>
            <source>{done} of {total} photos succeeded. The quota of the others has been returned.</source>
            <translation>{total} 张图片中 {done} 张成功，其余配额已返还。</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>已完成</translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) ready</source>
            <translation>
                <numerusform>%n 张图片已就绪</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OldTaskCard</name>
        <message>
            <source>A task from an earlier version</source>
            <translation>旧版本的任务</translation>
        </message>
        <message>
            <source>It was made before CleanRack kept pictures with their task: there is nothing to show or download.</source>
            <translation>该任务由旧版本创建，当时未随任务保存图片，因此没有可预览或下载的内容。</translation>
        </message>
        <message>
            <source>State: {state}</source>
            <translation>状态：{state}</translation>
        </message>
        <message>
            <source>Submitted: {time}</source>
            <translation>提交时间：{time}</translation>
        </message>
        <message>
            <source>Ended: {time}</source>
            <translation>结束时间：{time}</translation>
        </message>
        <message>
            <source>Its quota was returned.</source>
            <translation>配额已返还。</translation>
        </message>
    </context>
    <context>
        <name>ParameterPanel</name>
        <message>
            <source>Parameters</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>All parameters are reset</source>
            <translation>已全部重置</translation>
        </message>
        <message>
            <source>Preset &quot;{name}&quot; deleted</source>
            <translation>预设“{name}”已删除</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
    </context>
    <context>
        <name>ParameterRow</name>
        <message>
            <source>Reset {title}</source>
            <translation>重置{title}</translation>
        </message>
    </context>
    <context>
        <name>PasswordField</name>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Hide the password</source>
            <translation>隐藏密码</translation>
        </message>
        <message>
            <source>Show the password</source>
            <translation>显示密码</translation>
        </message>
    </context>
    <context>
        <name>PhotoBoard</name>
        <message>
            <source>Photos</source>
            <translation>待处理图片</translation>
        </message>
    </context>
    <context>
        <name>PhotoMenu</name>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Select</source>
            <translation>勾选</translation>
        </message>
        <message>
            <source>Leave out</source>
            <translation>取消勾选</translation>
        </message>
        <message>
            <source>Upload again</source>
            <translation>重新上传</translation>
        </message>
    </context>
    <context>
        <name>PhotoModel</name>
        <message>
            <source>Checking</source>
            <translation>检查中</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待上传</translation>
        </message>
        <message>
            <source>Uploading</source>
            <translation>上传中</translation>
        </message>
        <message>
            <source>Upload failed</source>
            <translation>上传失败</translation>
        </message>
        <message>
            <source>not selected</source>
            <translation>未选中</translation>
        </message>
        <message>
            <source>The file cannot be opened: {reason}</source>
            <translation>无法打开文件：{reason}</translation>
        </message>
    </context>
    <context>
        <name>PhotoStrip</name>
        <message>
            <source>Replace</source>
            <translation>更换图片</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Upload</source>
            <translation>上传</translation>
        </message>
    </context>
    <context>
        <name>PictureDialog</name>
        <message>
            <source>Previous picture (←)</source>
            <translation>上一张（←）</translation>
        </message>
        <message>
            <source>Next picture (→)</source>
            <translation>下一张（→）</translation>
        </message>
        <message>
            <source>Zoom in (+)</source>
            <translation>放大（+）</translation>
        </message>
        <message>
            <source>Zoom out (−)</source>
            <translation>缩小（−）</translation>
        </message>
        <message>
            <source>Fit to window (0)</source>
            <translation>适合窗口（0）</translation>
        </message>
    </context>
    <context>
        <name>PresetBar</name>
        <message>
            <source>Default</source>
            <translation>默认</translation>
        </message>
        <message>
            <source>modified</source>
            <translation>已修改</translation>
        </message>
        <message>
            <source>{name}, modified</source>
            <translation>{name}，已修改</translation>
        </message>
        <message>
            <source>Preset: {name}</source>
            <translation>预设：{name}</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>全部重置</translation>
        </message>
        <message>
            <source>Save changes</source>
            <translation>保存更改</translation>
        </message>
        <message>
            <source>Save as preset…</source>
            <translation>另存为预设…</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>重命名…</translation>
        </message>
        <message>
            <source>Delete &quot;{name}&quot;</source>
            <translation>删除“{name}”</translation>
        </message>
        <message>
            <source>Bring back &quot;{name}&quot;</source>
            <translation>恢复“{name}”</translation>
        </message>
    </context>
    <context>
        <name>PresetDialog</name>
        <message>
            <source>Rename preset</source>
            <translation>重命名预设</translation>
        </message>
        <message>
            <source>Save as preset</source>
            <translation>另存为预设</translation>
        </message>
        <message>
            <source>Such as: white ground, square</source>
            <translation>例如：白底方图</translation>
        </message>
        <message>
            <source>Name of the preset</source>
            <translation>预设名称</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>替换</translation>
        </message>
        <message>
            <source>&quot;{name}&quot; exists already and would be replaced.</source>
            <translation>“{name}”已存在，保存后将替换它。</translation>
        </message>
        <message>
            <source>Keeps all parameters as they are now.</source>
            <translation>保存当前的全部参数。</translation>
        </message>
    </context>
    <context>
        <name>PreviewDialog</name>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Free preview, uses no quota</source>
            <translation>免费预览，不消耗配额</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>分割</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>并排</translation>
        </message>
        <message>
            <source>How it is compared</source>
            <translation>对比方式</translation>
        </message>
        <message>
            <source>Single</source>
            <translation>单图</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>显示全图</translation>
        </message>
        <message>
            <source>Actual size (100 %)</source>
            <translation>实际大小 (100%)</translation>
        </message>
    </context>
    <context>
        <name>PreviewPane</name>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Free preview, uses no quota</source>
            <translation>免费预览，不消耗配额</translation>
        </message>
        <message>
            <source>Enlarge</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Enlarge the preview</source>
            <translation>放大预览</translation>
        </message>
    </context>
    <context>
        <name>PreviewStage</name>
        <message>
            <source>Choose a photo to see here what will become of it</source>
            <translation>选择一张图片，在这里预览效果</translation>
        </message>
        <message>
            <source>Preview is being made…</source>
            <translation>正在生成预览…</translation>
        </message>
    </context>
    <context>
        <name>ProgressCard</name>
        <message>
            <source>Succeeded {count}</source>
            <translation>成功 {count}</translation>
        </message>
        <message>
            <source>Failed {count}</source>
            <translation>失败 {count}</translation>
        </message>
        <message>
            <source>Processing {count}</source>
            <translation>处理中 {count}</translation>
        </message>
        <message>
            <source>Waiting {count}</source>
            <translation>等待 {count}</translation>
        </message>
        <message>
            <source>Stopped {count}</source>
            <translation>已停止 {count}</translation>
        </message>
    </context>
    <context>
        <name>QuotaCard</name>
        <message>
            <source>Quota</source>
            <translation>配额</translation>
        </message>
        <message>
            <source>Trial</source>
            <translation>试用</translation>
        </message>
        <message>
            <source>Available</source>
            <translation>可用</translation>
        </message>
        <message>
            <source>Held</source>
            <translation>占用中</translation>
        </message>
        <message>
            <source>Used</source>
            <translation>已使用</translation>
        </message>
        <message>
            <source>Renew</source>
            <translation>续费</translation>
        </message>
        <message>
            <source>Statement</source>
            <translation>查看明细</translation>
        </message>
        <message>
            <source>Trial account, no sign-in needed: 100 quota, 1 for each photo. A photo that fails costs nothing.</source>
            <translation>试用账户，无需登录：共 100 配额，每张 1 配额，失败不收费。</translation>
        </message>
        <message>
            <source>{count} of it can be spent here now. A photo that fails costs nothing.</source>
            <translation>其中 {count} 配额当前可在本机使用。失败的图片不收费。</translation>
        </message>
        <message>
            <source>A photo that fails costs nothing.</source>
            <translation>失败的图片不收费。</translation>
        </message>
    </context>
    <context>
        <name>QuotaLine</name>
        <message numerus="yes">
            <source>Selected: %n photo(s) × {price} quota = {total} quota</source>
            <translation>
                <numerusform>已选择: %n 张图片 × {price} 配额 = {total} 配额</numerusform>
            </translation>
        </message>
        <message>
            <source>Renew</source>
            <translation>续费</translation>
        </message>
        <message>
            <source>Balance: …</source>
            <translation>余额：…</translation>
        </message>
        <message>
            <source>Not enough quota, {missing} more needed ({balance} here, {elsewhere} elsewhere)</source>
            <translation>配额不足，还需 {missing}（当前可用 {balance}，另有 {elsewhere} 在其他位置）</translation>
        </message>
        <message>
            <source>Not enough quota, {missing} more needed (balance {balance})</source>
            <translation>配额不足，还需 {missing} 配额（余额 {balance}）</translation>
        </message>
        <message>
            <source>Balance: {balance} quota</source>
            <translation>余额 {balance} 配额</translation>
        </message>
        <message>
            <source>Can be spent now: {balance} quota, {left} left afterwards</source>
            <translation>当前可用：{balance} 配额，生成后剩余 {left}</translation>
        </message>
        <message>
            <source>Can be spent now: {balance} quota</source>
            <translation>当前可用：{balance} 配额</translation>
        </message>
        <message>
            <source>Balance: {balance} quota, {left} left afterwards</source>
            <translation>余额 {balance} 配额，生成后剩余 {left}</translation>
        </message>
    </context>
    <context>
        <name>QuotaPlaces</name>
        <message>
            <source>On this computer</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>In the cloud</source>
            <translation>云端</translation>
        </message>
        <message>
            <source>On other computers</source>
            <translation>其他电脑</translation>
        </message>
        <message>
            <source>You can spend {count} here now.</source>
            <translation>当前可在本机使用 {count}。</translation>
        </message>
        <message>
            <source>As of {time}.</source>
            <translation>截至 {time}。</translation>
        </message>
    </context>
    <context>
        <name>ReceiptCard</name>
        <message>
            <source>Receipt (quota)</source>
            <translation>收据（配额）</translation>
        </message>
        <message>
            <source>Charged</source>
            <translation>扣除</translation>
        </message>
        <message>
            <source>Used</source>
            <translation>使用</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>返还</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>待定</translation>
        </message>
    </context>
    <context>
        <name>RecentTaskCard</name>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
    </context>
    <context>
        <name>RecoverDialog</name>
        <message>
            <source>Recover without the record?</source>
            <translation>在没有消费记录的情况下恢复？</translation>
        </message>
        <message>
            <source>Recover</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>Nothing says what this computer has used, so the quota that was on it is lost for good.</source>
            <translation>无法得知这台电脑用了多少配额，因此原先存放在上面的配额将永久作废。</translation>
        </message>
        <message>
            <source>If this is a copy of another computer&apos;s data, do not recover: sign out here and sign in anew. The other computer then keeps its quota.</source>
            <translation>如果这些数据复制自另一台电脑，请不要恢复：在此退出登录后重新登录，另一台电脑的配额不受影响。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Recover and lose that quota</source>
            <translation>恢复并作废这些配额</translation>
        </message>
    </context>
    <context>
        <name>Redo</name>
        <message numerus="yes">
            <source>%n photo(s) are on the form with new parameters</source>
            <translation>
                <numerusform>%n 张图片已按新参数放到表单上</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing is charged until you confirm.</source>
            <translation>确认之前不会扣除配额。</translation>
        </message>
    </context>
    <context>
        <name>ReadingDialog</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>ReleaseBanner</name>
        <message>
            <source>See what is new</source>
            <translation>查看新内容</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>稍后</translation>
        </message>
        <message>
            <source>Say it again in three days</source>
            <translation>三天后再提醒</translation>
        </message>
        <message>
            <source>Skip this version</source>
            <translation>跳过此版本</translation>
        </message>
        <message>
            <source>CleanRack {version} is available</source>
            <translation>衣净 {version} 已发布</translation>
        </message>
    </context>
    <context>
        <name>RenewDialog</name>
        <message>
            <source>Renew</source>
            <translation>续费</translation>
        </message>
        <message>
            <source>How to get more quota</source>
            <translation>如何获得更多配额</translation>
        </message>
        <message>
            <source>Quota belongs to a cloud account and is bought as a top-up code.</source>
            <translation>配额属于云端账户，通过充值码购买。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Buy a code</source>
            <translation>购买充值码</translation>
        </message>
        <message>
            <source>Enter a code</source>
            <translation>输入充值码</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>This computer is signed in.</source>
            <translation>这台电脑已登录。</translation>
        </message>
        <message>
            <source>Or create one: it takes an e-mail address and a password. Your trial work stays here.</source>
            <translation>没有账户可立即注册，只需邮箱和密码。试用期间的任务仍保留在本机。</translation>
        </message>
        <message>
            <source>Enter it on the account page; the quota is there at once, on all your computers.</source>
            <translation>在账户页输入后立即到账，所有电脑均可使用。</translation>
        </message>
        <message>
            <source>You get codes from whoever runs your cloud.</source>
            <translation>请向云端的管理方获取充值码。</translation>
        </message>
        <message>
            <source>Sign in to your cloud account</source>
            <translation>登录云端账户</translation>
        </message>
        <message>
            <source>Nothing is lost</source>
            <translation>配额不会白费</translation>
        </message>
        <message>
            <source>Redeem a top-up code</source>
            <translation>兑换充值码</translation>
        </message>
        <message>
            <source>Photos that fail or are stopped cost nothing: their quota comes back by itself.</source>
            <translation>失败或停止的图片不收费，配额自动返还。</translation>
        </message>
    </context>
    <context>
        <name>ReportDialog</name>
        <message>
            <source>The result is not usable</source>
            <translation>处理结果无法使用</translation>
        </message>
        <message numerus="yes">
            <source>Report %n picture(s) as bad?</source>
            <translation>
                <numerusform>报告 %n 张图片不合格？</numerusform>
            </translation>
        </message>
        <message>
            <source>{quota} quota comes back. The pictures stay.</source>
            <translation>返还 {quota} 配额，图片仍会保留。</translation>
        </message>
        <message>
            <source>What is wrong?</source>
            <translation>哪里不合格？</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Report and return {quota} quota</source>
            <translation>报告并返还 {quota} 配额</translation>
        </message>
    </context>
    <context>
        <name>RestartRow</name>
        <message>
            <source>These take effect once the service is started again. Photos in hand are begun anew; nothing is lost and nothing is charged twice.</source>
            <translation>以上各项在服务重启后生效。正在处理的图片会重新开始，不会丢失，也不会重复扣费。</translation>
        </message>
        <message>
            <source>Restart the service</source>
            <translation>重启服务</translation>
        </message>
        <message>
            <source>Restarting …</source>
            <translation>正在重启…</translation>
        </message>
        <message>
            <source>The service runs with the new settings.</source>
            <translation>服务已按新设置运行。</translation>
        </message>
    </context>
    <context>
        <name>RetryDialog</name>
        <message numerus="yes">
            <source>Process %n photo(s) again?</source>
            <translation>
                <numerusform>重试 %n 张图片？</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} photos × {price} quota = {cost} quota</source>
            <translation>重试: {count} 张图片 × {price} 配额 = {cost} 配额</translation>
        </message>
        <message>
            <source>Their quota had come back. What fails again costs nothing.</source>
            <translation>这些图片的配额此前已返还；再次失败不收费。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Retry (uses {cost} quota)</source>
            <translation>重试（消耗 {cost} 配额）</translation>
        </message>
    </context>
    <context>
        <name>RunningButton</name>
        <message numerus="yes">
            <source>%n task(s) running</source>
            <translation>
                <numerusform>%n 个任务正在运行</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SampleCard</name>
        <message>
            <source>No photos at hand?</source>
            <translation>手边没有照片？</translation>
        </message>
        <message numerus="yes">
            <source>Try it with our %n sample photo(s). Previews are free; cleaning costs 1 for each.</source>
            <translation>
                <numerusform>用 %n 张示例照片试试：预览免费，每清理一张消耗 1 配额。</numerusform>
            </translation>
        </message>
        <message>
            <source>Use the sample photos</source>
            <translation>使用示例照片</translation>
        </message>
    </context>
    <context>
        <name>SectionBox</name>
        <message>
            <source>Unfolded</source>
            <translation>已展开</translation>
        </message>
        <message>
            <source>Folded</source>
            <translation>已折叠</translation>
        </message>
    </context>
    <context>
        <name>SelectionBar</name>
        <message>
            <source>Export ZIP</source>
            <translation>导出 ZIP</translation>
        </message>
        <message>
            <source>Save pictures</source>
            <translation>保存图片</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Clear selection (Esc)</source>
            <translation>取消选择（Esc）</translation>
        </message>
        <message>
            <source>Clear selection</source>
            <translation>取消选择</translation>
        </message>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>已选择 %n 张</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SettingTable</name>
        <message>
            <source>Appearance</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Light, dark, or whatever your system shows.</source>
            <translation>浅色、深色，或跟随系统。</translation>
        </message>
        <message>
            <source>System</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Takes effect at once, in the middle of a batch too.</source>
            <translation>立即生效，批量处理进行中也可切换。</translation>
        </message>
        <message>
            <source>Saving</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Output folder</source>
            <translation>输出文件夹</translation>
        </message>
        <message>
            <source>Where ZIPs and pictures are saved. Nothing there is overwritten.</source>
            <translation>ZIP 和图片保存到这里，不会覆盖已有文件。</translation>
        </message>
        <message>
            <source>Ask each time</source>
            <translation>每次询问</translation>
        </message>
        <message>
            <source>Choose the place at every download.</source>
            <translation>每次下载时选择保存位置。</translation>
        </message>
        <message>
            <source>File names</source>
            <translation>文件命名</translation>
        </message>
        <message>
            <source>How finished pictures are named, in a ZIP and as files.</source>
            <translation>成品图片在 ZIP 中和单独保存时的名称。</translation>
        </message>
        <message>
            <source>Original</source>
            <translation>沿用原名</translation>
        </message>
        <message>
            <source>Numbered</source>
            <translation>按序号</translation>
        </message>
        <message>
            <source>Template</source>
            <translation>按模板</translation>
        </message>
        <message>
            <source>More is faster and takes more memory. Auto: one for each core, at most four.</source>
            <translation>张数越多越快，占用内存也越多。自动：每个核心一张，最多四张。</translation>
        </message>
        <message>
            <source>Processing</source>
            <translation>处理</translation>
        </message>
        <message>
            <source>{name} original name, {index} or {index:03} number, {sku} folder of the photo, {shop}, {date}.</source>
            <translation>{name} 原文件名，{index} 或 {index:03} 序号，{sku} 图片所在文件夹，{shop} 店铺，{date} 日期。</translation>
        </message>
        <message>
            <source>Photos at the same time</source>
            <translation>同时处理张数</translation>
        </message>
        <message>
            <source>Auto</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>Memory for each</source>
            <translation>单张内存上限</translation>
        </message>
        <message>
            <source>A photo that needs more is stopped, and its quota returned.</source>
            <translation>超出内存上限的图片会停止处理，配额返还。</translation>
        </message>
        <message>
            <source>Time for one photo</source>
            <translation>单张时间上限</translation>
        </message>
        <message>
            <source>A photo that takes longer is stopped, and its quota returned.</source>
            <translation>超过时间上限的图片会停止处理，配额返还。</translation>
        </message>
        <message>
            <source> s</source>
            <translation> 秒</translation>
        </message>
        <message>
            <source>Colour change limit</source>
            <translation>颜色变化上限 ΔE</translation>
        </message>
        <message>
            <source>A picture whose garment changed more (ΔE, CIEDE2000) asks for a look.</source>
            <translation>服装颜色变化超过此值（ΔE，CIEDE2000）的图片会提醒您查看。</translation>
        </message>
        <message>
            <source>Cut-out model</source>
            <translation>抠图模型</translation>
        </message>
        <message>
            <source>Standard suits most photos. Best quality loses fewer sleeves and takes longer.</source>
            <translation>“标准”适合大多数照片；“最佳画质”更少漏掉袖子，但更慢。</translation>
        </message>
        <message>
            <source>Standard</source>
            <translation>标准</translation>
        </message>
        <message>
            <source>Best quality</source>
            <translation>最佳画质</translation>
        </message>
        <message>
            <source>While a batch runs</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Tell when it is done</source>
            <translation>完成时通知</translation>
        </message>
        <message>
            <source>By a notice of your system while the window is not in front.</source>
            <translation>窗口不在前台时，用系统通知提醒。</translation>
        </message>
        <message>
            <source>Keep the computer awake</source>
            <translation>保持电脑唤醒</translation>
        </message>
        <message>
            <source>It does not go to sleep before the batch has ended.</source>
            <translation>批量处理结束前电脑不会休眠。</translation>
        </message>
        <message>
            <source>When the window is closed</source>
            <translation>关闭窗口时</translation>
        </message>
        <message>
            <source>Go on in the background, or pause until the next start.</source>
            <translation>在后台继续，或暂停到下次启动。</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>询问</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>后台继续</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>New versions</source>
            <translation>新版本</translation>
        </message>
        <message>
            <source>Tell of new versions</source>
            <translation>提醒新版本</translation>
        </message>
        <message>
            <source>Asked once a day at most. Nothing is downloaded or installed by itself.</source>
            <translation>每天最多查询一次，不会自动下载或安装。</translation>
        </message>
        <message>
            <source>Cloud account</source>
            <translation>云端账户</translation>
        </message>
        <message>
            <source>Cloud server</source>
            <translation>云端服务器</translation>
        </message>
        <message>
            <source>Where the next sign-in goes: the address of your cloud.</source>
            <translation>下次登录时使用的云端地址。</translation>
        </message>
        <message>
            <source>Company certificate</source>
            <translation>公司证书</translation>
        </message>
        <message>
            <source>Only behind a company&apos;s own proxy: the PEM file of its certificate authority.</source>
            <translation>仅在公司代理环境下需要：公司证书颁发机构的 PEM 文件。</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>All settings have their defaults again.</source>
            <translation>所有设置已恢复默认。</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>诊断</translation>
        </message>
        <message>
            <source>Reset all to defaults</source>
            <translation>全部恢复默认</translation>
        </message>
    </context>
    <context>
        <name>ShopCard</name>
        <message>
            <source>Shop check</source>
            <translation>店铺检查</translation>
        </message>
        <message>
            <source>{passing} of {total} pass {shop}</source>
            <translation>{passing}/{total} 张符合{shop}要求</translation>
        </message>
        <message>
            <source>Opens the form with the photos that do not pass; nothing is charged yet</source>
            <translation>用未通过的原图打开表单，暂不扣除配额</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>还有 %n 张</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Look at %n</source>
            <translation>
                <numerusform>查看 %n 张</numerusform>
            </translation>
        </message>
        <message>
            <source>{name} does not pass: look at it</source>
            <translation>{name} 未通过：查看</translation>
        </message>
    </context>
    <context>
        <name>ShopChoice</name>
        <message>
            <source>Shop to check against</source>
            <translation>按哪个店铺检查</translation>
        </message>
    </context>
    <context>
        <name>ShopPanel</name>
        <message>
            <source>Shop check</source>
            <translation>店铺检查</translation>
        </message>
        <message>
            <source>Opens the form with this photo and the shop&apos;s parameters; nothing is charged yet</source>
            <translation>用这张原图和该店铺的参数打开表单，暂不扣除配额</translation>
        </message>
        <message>
            <source>Passes</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>Does not pass</source>
            <translation>未通过</translation>
        </message>
        <message>
            <source>Marked figures are third-party or unverified</source>
            <translation>带标记的数值来自第三方或未核实</translation>
        </message>
        <message>
            <source>{doubtful}. {checked}</source>
            <translation>{doubtful}。{checked}</translation>
        </message>
    </context>
    <context>
        <name>ShopWords</name>
        <message>
            <source>Not measured</source>
            <translation>未测量</translation>
        </message>
        <message>
            <source>Pass</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>Fail</source>
            <translation>未通过</translation>
        </message>
        <message>
            <source>The shop&apos;s own figure</source>
            <translation>平台官方要求</translation>
        </message>
        <message>
            <source>Third-party figure, not the shop&apos;s own</source>
            <translation>第三方数据，非平台官方</translation>
        </message>
        <message>
            <source>Unverified: no page was found that says so</source>
            <translation>未核实：没有找到出处</translation>
        </message>
        <message>
            <source>Checked on {day}</source>
            <translation>核对于 {day}</translation>
        </message>
        <message>
            <source>Redo for {shop}</source>
            <translation>按{shop}要求重做</translation>
        </message>
    </context>
    <context>
        <name>ShortageDialog</name>
        <message>
            <source>Not enough quota</source>
            <translation>配额不足</translation>
        </message>
        <message>
            <source>Not enough quota: {shortfall} more quota needed</source>
            <translation>配额不足，还需 {shortfall} 配额</translation>
        </message>
        <message>
            <source>Available now</source>
            <translation>当前可用</translation>
        </message>
        <message>
            <source>Needed</source>
            <translation>需要</translation>
        </message>
        <message>
            <source>Available</source>
            <translation>可用</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>还差</translation>
        </message>
        <message>
            <source>Nothing was charged. Untick some photos so that the rest fits, or renew your quota.</source>
            <translation>尚未扣费。可以取消勾选部分图片，或续费后再提交。</translation>
        </message>
        <message>
            <source>Go back and adjust</source>
            <translation>返回调整</translation>
        </message>
        <message>
            <source>Renew</source>
            <translation>续费</translation>
        </message>
        <message>
            <source>{count} more lie on this computer: process there instead.</source>
            <translation>另有 {count} 配额在本机：可改为在本机处理。</translation>
        </message>
        <message>
            <source>{count} more lie in the cloud: connect to the network.</source>
            <translation>另有 {count} 配额在云端：连接网络后即可使用。</translation>
        </message>
        <message>
            <source>{count} more lie on other computers, until those give them back.</source>
            <translation>另有 {count} 配额在其他电脑上：空闲后会自动退回。</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>Remove the selected photos</source>
            <translation>移除所选图片</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>全选</translation>
        </message>
        <message>
            <source>Open the selected one</source>
            <translation>打开所选项</translation>
        </message>
        <message>
            <source>Menu of the selected one</source>
            <translation>所选项的菜单</translation>
        </message>
        <message>
            <source>Photos and lists</source>
            <translation>图片与列表</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>生成</translation>
        </message>
        <message>
            <source>Pause or resume</source>
            <translation>暂停或继续</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Retry failed</source>
            <translation>重试失败项</translation>
        </message>
        <message>
            <source>Save the results</source>
            <translation>下载结果</translation>
        </message>
        <message>
            <source>Download the selected photos</source>
            <translation>下载所选图片</translation>
        </message>
        <message>
            <source>Export ZIP</source>
            <translation>导出 ZIP</translation>
        </message>
        <message>
            <source>Export with names</source>
            <translation>按名称导出</translation>
        </message>
        <message>
            <source>Report as bad</source>
            <translation>报告不合格</translation>
        </message>
        <message>
            <source>Move the divider</source>
            <translation>移动分隔线</translation>
        </message>
        <message>
            <source>Before only</source>
            <translation>只看处理前</translation>
        </message>
        <message>
            <source>Another way to compare</source>
            <translation>切换对比方式</translation>
        </message>
        <message>
            <source>Larger, smaller, fit</source>
            <translation>放大、缩小、适应窗口</translation>
        </message>
        <message>
            <source>Review: good, look again, bad</source>
            <translation>审片：合格、待定、不合格</translation>
        </message>
        <message>
            <source>Picture for another shop</source>
            <translation>查看其他店铺的图片</translation>
        </message>
        <message>
            <source>Form</source>
            <translation>表单</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>处理前后</translation>
        </message>
    </context>
    <context>
        <name>SignInDialog</name>
        <message>
            <source>Create account</source>
            <translation>注册账户</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>Create a cloud account</source>
            <translation>注册云端账户</translation>
        </message>
        <message>
            <source>Sign in to your cloud account</source>
            <translation>登录云端账户</translation>
        </message>
        <message>
            <source>Your trial account and its work stay on this computer, apart from it.</source>
            <translation>试用账户及其任务仍单独保留在这台电脑上。</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>登录或注册</translation>
        </message>
        <message numerus="yes">
            <source>Password, at least %n characters</source>
            <translation>
                <numerusform>密码（至少 %n 个字符）</numerusform>
            </translation>
        </message>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Cloud server</source>
            <translation>云端服务器</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>邮箱</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Enter the address of the cloud, with https.</source>
            <translation>请输入云端地址（https）。</translation>
        </message>
        <message>
            <source>This is not an e-mail address.</source>
            <translation>邮箱格式不正确。</translation>
        </message>
        <message>
            <source>Enter the password.</source>
            <translation>请输入密码。</translation>
        </message>
        <message numerus="yes">
            <source>The password needs at least %n characters.</source>
            <translation>
                <numerusform>密码至少需要 %n 个字符。</numerusform>
            </translation>
        </message>
        <message>
            <source>Server: {name}</source>
            <translation>服务器：{name}</translation>
        </message>
        <message>
            <source>Creating …</source>
            <translation>正在注册…</translation>
        </message>
        <message>
            <source>Signing in …</source>
            <translation>正在登录…</translation>
        </message>
        <message>
            <source>Create and sign in</source>
            <translation>注册并登录</translation>
        </message>
    </context>
    <context>
        <name>SignOutDialog</name>
        <message>
            <source>Sign out of {email}?</source>
            <translation>退出 {email}？</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>退出登录</translation>
        </message>
        <message>
            <source>Quota on this computer goes back to the account.</source>
            <translation>这台电脑上的配额会退回账户。</translation>
        </message>
        <message>
            <source>Tasks and pictures stay on this computer and are there again after the next sign-in.</source>
            <translation>任务和图片保留在这台电脑上，再次登录后仍可查看。</translation>
        </message>
        <message>
            <source>Not in the cloud yet: {what}. Without network it waits here for the next sign-in.</source>
            <translation>尚未上传到云端：{what}。没有网络时会保留到下次登录后再上传。</translation>
        </message>
        <message>
            <source>Also take this computer off the account&apos;s list</source>
            <translation>同时从账户的电脑列表中移除本机</translation>
        </message>
        <message>
            <source>Stay signed in</source>
            <translation>保持登录</translation>
        </message>
    </context>
    <context>
        <name>SingleResult</name>
        <message>
            <source>Large view</source>
            <translation>大图预览</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>Report as bad…</source>
            <translation>报告不合格…</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>正在加载…</translation>
        </message>
    </context>
    <context>
        <name>SkuSource</name>
        <message>
            <source>SKU table (optional)</source>
            <translation>SKU 对照表（可选）</translation>
        </message>
        <message>
            <source>Choose CSV or Excel…</source>
            <translation>选择 CSV 或 Excel…</translation>
        </message>
        <message>
            <source>Use no table</source>
            <translation>不使用对照表</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s)</source>
            <translation>
                <numerusform>%n 行</numerusform>
            </translation>
        </message>
        <message>
            <source>{file} · {rows}</source>
            <translation>{file} · {rows}</translation>
        </message>
        <message>
            <source>One column with photo names, one with SKUs; without it, folders count</source>
            <translation>一列图片文件名，一列 SKU；不选则取所在文件夹名</translation>
        </message>
        <message>
            <source>SKU table</source>
            <translation>SKU 对照表</translation>
        </message>
        <message>
            <source>Tables (*.csv *.xlsx *.txt *.tsv)</source>
            <translation>表格 (*.csv *.xlsx *.txt *.tsv)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
    </context>
    <context>
        <name>StartCard</name>
        <message>
            <source>Drag photos anywhere into this window</source>
            <translation>把照片拖到窗口任意位置</translation>
        </message>
        <message>
            <source>JPEG, PNG, WebP, TIFF or HEIC, also whole folders.
Up to 50 photos, 10 MB each.</source>
            <translation>支持 JPEG、PNG、WebP、TIFF、HEIC，也可拖入整个文件夹
最多 50 张，单张不超过 10 MB</translation>
        </message>
        <message>
            <source>Choose photos</source>
            <translation>选择图片</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>选择文件夹</translation>
        </message>
        <message>
            <source>Try it with sample photos</source>
            <translation>用示例照片试试</translation>
        </message>
    </context>
    <context>
        <name>StatementView</name>
        <message>
            <source>Statement</source>
            <translation>配额明细</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出 CSV</translation>
        </message>
        <message>
            <source>Save every movement as a CSV file for spreadsheets</source>
            <translation>把全部明细保存为 CSV 表格</translation>
        </message>
        <message>
            <source>Open task</source>
            <translation>打开任务</translation>
        </message>
        <message>
            <source>No movements of this kind yet.</source>
            <translation>还没有此类明细。</translation>
        </message>
        <message>
            <source>Loading …</source>
            <translation>正在加载…</translation>
        </message>
    </context>
    <context>
        <name>StopDialog</name>
        <message>
            <source>Stop this task?</source>
            <translation>停止该任务？</translation>
        </message>
        <message>
            <source>Keep running</source>
            <translation>继续处理</translation>
        </message>
        <message>
            <source>Stop (keep what is finished, return the rest)</source>
            <translation>停止（保留已完成，返还其余）</translation>
        </message>
        <message numerus="yes">
            <source>%n finished picture(s) stay in the library.</source>
            <translation>
                <numerusform>已完成的 %n 张图片保留在素材库。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) will not be processed.</source>
            <translation>
                <numerusform>%n 张图片不再处理。</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} quota comes back.</source>
            <translation>返还 {count} 配额。</translation>
        </message>
    </context>
    <context>
        <name>SubmitBar</name>
        <message numerus="yes">
            <source>Generate (uses %n quota)</source>
            <translation>
                <numerusform>生成（消耗 %n 配额）</numerusform>
            </translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>生成</translation>
        </message>
        <message>
            <source>Process</source>
            <translation>处理位置</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>Cloud</source>
            <translation>云端</translation>
        </message>
        <message>
            <source>Where to process</source>
            <translation>处理位置</translation>
        </message>
        <message>
            <source>On this computer, also without network</source>
            <translation>在这台电脑上处理，没有网络也可以</translation>
        </message>
        <message>
            <source>In the cloud; this computer may be shut down once the photos are there</source>
            <translation>在云端处理，图片上传后可以关闭这台电脑</translation>
        </message>
        <message>
            <source>Uploading {arrived}/{total}…</source>
            <translation>正在上传 {arrived}/{total}…</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>正在连接…</translation>
        </message>
        <message>
            <source>Submitting…</source>
            <translation>正在提交…</translation>
        </message>
        <message>
            <source>Add photos first</source>
            <translation>请先添加图片</translation>
        </message>
        <message>
            <source>No photo is selected</source>
            <translation>没有选中的图片</translation>
        </message>
    </context>
    <context>
        <name>TakeTrialDialog</name>
        <message numerus="yes">
            <source>Take %n trial task(s) into the account?</source>
            <translation>
                <numerusform>将 %n 个试用任务并入账户？</numerusform>
            </translation>
        </message>
        <message>
            <source>Take trial tasks in</source>
            <translation>并入试用任务</translation>
        </message>
        <message>
            <source>They and their pictures then belong to {email} and are shown on all its computers.</source>
            <translation>这些任务及其图片将归入 {email}，并显示在该账户的所有电脑上。</translation>
        </message>
        <message>
            <source>This cannot be undone.</source>
            <translation>此操作无法撤销。</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>暂不</translation>
        </message>
        <message>
            <source>Take them in</source>
            <translation>并入账户</translation>
        </message>
    </context>
    <context>
        <name>TaskDelegate</name>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>下载</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Hide the photos (Left)</source>
            <translation>收起图片（←）</translation>
        </message>
        <message>
            <source>Show the photos (Right)</source>
            <translation>展开图片（→）</translation>
        </message>
    </context>
    <context>
        <name>TaskHeader</name>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Stop (keep what is finished, return the rest)</source>
            <translation>停止（保留已完成，返还其余）</translation>
        </message>
        <message>
            <source>Retry failed</source>
            <translation>重试失败项</translation>
        </message>
        <message>
            <source>Download succeeded only</source>
            <translation>只下载成功</translation>
        </message>
        <message>
            <source>Export with names…</source>
            <translation>按名称导出…</translation>
        </message>
        <message>
            <source>More ways to export</source>
            <translation>更多导出方式</translation>
        </message>
        <message>
            <source>Download all as ZIP</source>
            <translation>全部下载 ZIP</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>下载</translation>
        </message>
        <message>
            <source>Process the rest</source>
            <translation>处理其余图片</translation>
        </message>
        <message>
            <source>Submitted {time} · No. {id}</source>
            <translation>提交于 {time} · 编号 {id}</translation>
        </message>
    </context>
    <context>
        <name>TaskListModel</name>
        <message>
            <source>expanded</source>
            <translation>已展开</translation>
        </message>
        <message>
            <source>collapsed</source>
            <translation>已收起</translation>
        </message>
        <message>
            <source>{task}, {opened}</source>
            <translation>{task}，{opened}</translation>
        </message>
    </context>
    <context>
        <name>TaskPage</name>
        <message>
            <source>Task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>{computer} carries this task out: it is paused, stopped and retried there.</source>
            <translation>该任务由“{computer}”处理，请在那台电脑上暂停、停止或重试。</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
    </context>
    <context>
        <name>TaskPhotos</name>
        <message>
            <source>Show as grid</source>
            <translation>网格视图</translation>
        </message>
        <message>
            <source>Show as list</source>
            <translation>列表视图</translation>
        </message>
        <message>
            <source>Photos of this task</source>
            <translation>任务中的图片</translation>
        </message>
        <message>
            <source>Unfinished {count}</source>
            <translation>未完成 {count}</translation>
        </message>
        <message>
            <source>Which photos are shown</source>
            <translation>筛选图片</translation>
        </message>
        <message>
            <source>All {count}</source>
            <translation>全部 {count}</translation>
        </message>
        <message>
            <source>Succeeded {count}</source>
            <translation>成功 {count}</translation>
        </message>
        <message>
            <source>Failed {count}</source>
            <translation>失败 {count}</translation>
        </message>
    </context>
    <context>
        <name>TaskWords</name>
        <message>
            <source>Batch</source>
            <translation>批量</translation>
        </message>
        <message>
            <source>Single</source>
            <translation>单张</translation>
        </message>
        <message>
            <source>Sending {sent}/{total}</source>
            <translation>上传中 {sent}/{total}</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <source>Processing</source>
            <translation>处理中</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>Completed</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>Done: {count}</source>
            <translation>已完成 {count}</translation>
        </message>
        <message>
            <source>{done}, about {time} left</source>
            <translation>{done}，预计剩余 {time}</translation>
        </message>
        <message>
            <source>Cloud</source>
            <translation>云端</translation>
        </message>
        <message>
            <source>Another computer</source>
            <translation>另一台电脑</translation>
        </message>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>Charged {charged} = used {used} + returned {returned} + on hold {held}</source>
            <translation>扣除 {charged} = 使用 {used} + 返还 {returned} + 待定 {held}</translation>
        </message>
        <message>
            <source>Refunded</source>
            <translation>已返还</translation>
        </message>
        <message>
            <source>Look at this one</source>
            <translation>请检查</translation>
        </message>
        <message>
            <source>Succeeded</source>
            <translation>成功</translation>
        </message>
        <message>
            <source>Not processed; its quota came back</source>
            <translation>未处理，配额已返还</translation>
        </message>
        <message>
            <source>{colour} is above {limit}: compare the colour with the photo</source>
            <translation>{colour} 超过 {limit}，请与原图核对颜色</translation>
        </message>
        <message numerus="yes">
            <source>%n shop(s)</source>
            <translation>
                <numerusform>%n 个店铺</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n 分钟</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n 秒</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TasksPage</name>
        <message>
            <source>Tasks</source>
            <translation>任务列表</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>Completed</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Failed / stopped</source>
            <translation>失败/已停止</translation>
        </message>
        <message>
            <source>Which tasks are listed</source>
            <translation>筛选任务</translation>
        </message>
        <message>
            <source>Search by name or number</source>
            <translation>按名称或编号搜索</translation>
        </message>
        <message>
            <source>Tasks, newest first</source>
            <translation>任务列表，最新的在前</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>正在加载…</translation>
        </message>
        <message>
            <source>No task fits</source>
            <translation>没有符合条件的任务</translation>
        </message>
        <message>
            <source>Add photos, and everything you submit is listed here.</source>
            <translation>添加图片并提交后，任务会列在这里。</translation>
        </message>
        <message>
            <source>Show all tasks</source>
            <translation>显示全部任务</translation>
        </message>
        <message>
            <source>Add photos</source>
            <translation>添加图片</translation>
        </message>
        <message>
            <source>No tasks yet</source>
            <translation>还没有任务</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Hide the photos</source>
            <translation>收起图片</translation>
        </message>
        <message>
            <source>Show the photos</source>
            <translation>展开图片</translation>
        </message>
        <message>
            <source>Download all as ZIP</source>
            <translation>全部下载 ZIP</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>下载</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Stop (keep what is finished, return the rest)</source>
            <translation>停止（保留已完成，返还其余）</translation>
        </message>
    </context>
    <context>
        <name>TemplateControl</name>
        <message>
            <source>The template is empty. Put in {name} or {index} at least.</source>
            <translation>模板为空，请至少填入 {name} 或 {index}。</translation>
        </message>
        <message>
            <source>{part} is nothing the template knows. It knows {known}.</source>
            <translation>模板不认识 {part}，可用：{known}。</translation>
        </message>
    </context>
    <context>
        <name>TemplateField</name>
        <message>
            <source>Template</source>
            <translation>命名模板</translation>
        </message>
        <message>
            <source>Template of the names</source>
            <translation>文件名模板</translation>
        </message>
        <message>
            <source>SKU from the table, or the photo&apos;s folder</source>
            <translation>SKU：取自对照表，否则取所在文件夹名</translation>
        </message>
        <message>
            <source>Name of the photo</source>
            <translation>原图文件名</translation>
        </message>
        <message>
            <source>Number, three digits</source>
            <translation>三位序号</translation>
        </message>
        <message>
            <source>Shop</source>
            <translation>店铺</translation>
        </message>
        <message>
            <source>Day, such as 20260131</source>
            <translation>日期，如 20260131</translation>
        </message>
        <message>
            <source>Insert {token}: {meaning}</source>
            <translation>插入 {token}：{meaning}</translation>
        </message>
    </context>
    <context>
        <name>TopUpCard</name>
        <message>
            <source>Top-up code</source>
            <translation>充值码</translation>
        </message>
        <message>
            <source>Offline work</source>
            <translation>离线工作</translation>
        </message>
        <message>
            <source>The quota is there at once, on all your computers.</source>
            <translation>立即到账，所有电脑均可使用。</translation>
        </message>
        <message>
            <source>So much quota stays on this computer, so that you can go on working without network.</source>
            <translation>在这台电脑上预留配额，没有网络时也能继续工作。</translation>
        </message>
        <message>
            <source>Redeem</source>
            <translation>兑换</translation>
        </message>
        <message>
            <source>Quota to keep on this computer</source>
            <translation>本机预留配额</translation>
        </message>
        <message>
            <source>Keep here</source>
            <translation>预留</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Show CleanRack</source>
            <translation>显示衣净</translation>
        </message>
        <message>
            <source>Pause all</source>
            <translation>全部暂停</translation>
        </message>
        <message>
            <source>Resume all</source>
            <translation>全部继续</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
    </context>
    <context>
        <name>TrialCard</name>
        <message>
            <source>Trial account on this computer</source>
            <translation>本机试用账户</translation>
        </message>
        <message>
            <source>Works offline</source>
            <translation>可离线使用</translation>
        </message>
        <message>
            <source>Photos, tasks and quota stay on this computer. Sign in to a cloud account, and you have:</source>
            <translation>图片、任务和配额都保存在这台电脑上。登录云端账户后可以：</translation>
        </message>
        <message>
            <source>One quota for all your computers, also without network.</source>
            <translation>所有电脑共用一份配额，没有网络也能使用。</translation>
        </message>
        <message>
            <source>Tasks and finished pictures of every computer in one library.</source>
            <translation>每台电脑的任务和成品图汇集在同一个素材库。</translation>
        </message>
        <message>
            <source>More quota by top-up code.</source>
            <translation>用充值码增加配额。</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>Create account</source>
            <translation>注册账户</translation>
        </message>
    </context>
    <context>
        <name>UpdateRow</name>
        <message>
            <source>Asking …</source>
            <translation>正在查询…</translation>
        </message>
        <message>
            <source>Ask now</source>
            <translation>立即查询</translation>
        </message>
        <message>
            <source>This build has no release feed: look where you got it from.</source>
            <translation>此版本未配置更新源，请到获取本程序的地方查看。</translation>
        </message>
        <message>
            <source>Nobody is asked.</source>
            <translation>不会查询。</translation>
        </message>
        <message>
            <source>CleanRack {version} is available: {link}</source>
            <translation>衣净 {version} 已发布：{link}</translation>
        </message>
        <message>
            <source>Not asked yet.</source>
            <translation>尚未查询。</translation>
        </message>
        <message>
            <source>This is the newest version; asked {moment}.</source>
            <translation>已是最新版本，查询时间：{moment}。</translation>
        </message>
    </context>
    <context>
        <name>VersionChoice</name>
        <message>
            <source>Picture for which shop</source>
            <translation>查看哪个店铺的图片</translation>
        </message>
        <message>
            <source>Next shop: Ctrl+PageDown</source>
            <translation>下一个店铺：Ctrl+PageDown</translation>
        </message>
    </context>
    <context>
        <name>ViewerDialog</name>
        <message>
            <source>Before and after</source>
            <translation>处理前后对比</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>合格</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>待定</translation>
        </message>
        <message>
            <source>Bad</source>
            <translation>不合格</translation>
        </message>
        <message>
            <source>Previous (PageUp)</source>
            <translation>上一张（PageUp）</translation>
        </message>
        <message>
            <source>Next (PageDown)</source>
            <translation>下一张（PageDown）</translation>
        </message>
        <message>
            <source>Pictures, the worst first</source>
            <translation>图片列表，问题最大的在前</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>下载</translation>
        </message>
        <message numerus="yes">
            <source>%n bad: {quota} quota comes back</source>
            <translation>
                <numerusform>%n 张不合格：返还 {quota} 配额</numerusform>
            </translation>
        </message>
        <message>
            <source>Report as bad…</source>
            <translation>报告不合格…</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>正在加载…</translation>
        </message>
        <message>
            <source>There is no picture to show.</source>
            <translation>没有可显示的图片。</translation>
        </message>
    </context>
    <context>
        <name>WorkspacePage</name>
        <message>
            <source>Workspace</source>
            <translation>工作台</translation>
        </message>
        <message>
            <source>What to do with your photos</source>
            <translation>选择功能</translation>
        </message>
        <message>
            <source>All tasks</source>
            <translation>全部任务</translation>
        </message>
        <message>
            <source>How it goes</source>
            <translation>三步完成</translation>
        </message>
        <message>
            <source>Latest tasks</source>
            <translation>最近任务</translation>
        </message>
    </context>
    <context>
        <name>_ExportRow</name>
        <message>
            <source>Stop saving</source>
            <translation>停止保存</translation>
        </message>
        <message>
            <source>Saving {name}</source>
            <translation>正在保存 {name}</translation>
        </message>
    </context>
</TS>
