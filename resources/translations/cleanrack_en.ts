<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AccountVerbs</name>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>%n picture</numerusform>
                <numerusform>%n pictures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n task(s) taken in, with {pictures}.</source>
            <translation>
                <numerusform>%n task taken in, with {pictures}.</numerusform>
                <numerusform>%n tasks taken in, with {pictures}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AccountWords</name>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n waiting</numerusform>
                <numerusform>%n waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s)</source>
            <translation>
                <numerusform>%n change</numerusform>
                <numerusform>%n changes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>%n picture</numerusform>
                <numerusform>%n pictures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The cloud did not take %n change(s) of this computer. Pictures made here stay; other computers do not see them.</source>
            <translation>
                <numerusform>The cloud did not take %n change of this computer. Pictures made here stay; other computers do not see them.</numerusform>
                <numerusform>The cloud did not take %n changes of this computer. Pictures made here stay; other computers do not see them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The trial account on this computer has %n finished task(s) that you can take into this account.</source>
            <translation>
                <numerusform>The trial account on this computer has %n finished task that you can take into this account.</numerusform>
                <numerusform>The trial account on this computer has %n finished tasks that you can take into this account.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) came too late and were not taken.</source>
            <translation>
                <numerusform>%n change came too late and was not taken.</numerusform>
                <numerusform>%n changes came too late and were not taken.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The clock of this computer is off by %n minute(s). Sync does not mind, but times in lists look wrong.</source>
            <translation>
                <numerusform>The clock of this computer is off by %n minute. Sync does not mind, but times in lists look wrong.</numerusform>
                <numerusform>The clock of this computer is off by %n minutes. Sync does not mind, but times in lists look wrong.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AssetMenu</name>
        <message numerus="yes">
            <source>Save %n picture(s)</source>
            <translation>
                <numerusform>Save %n picture</numerusform>
                <numerusform>Save %n pictures</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BoardToolbar</name>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n photo</numerusform>
                <numerusform>%n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n left out</source>
            <translation>
                <numerusform>%n left out</numerusform>
                <numerusform>%n left out</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CloseDialog</name>
        <message numerus="yes">
            <source>%n task(s) still running</source>
            <translation>
                <numerusform>%n task is still running</numerusform>
                <numerusform>%n tasks are still running</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ConfirmDialog</name>
        <message numerus="yes">
            <source>Generate %n picture(s)?</source>
            <translation>
                <numerusform>Generate %n picture?</numerusform>
                <numerusform>Generate %n pictures?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Generate (uses %n quota)</source>
            <translation>
                <numerusform>Generate (uses %n quota)</numerusform>
                <numerusform>Generate (uses %n quota)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n photo</numerusform>
                <numerusform>%n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quota</source>
            <translation>
                <numerusform>%n quota</numerusform>
                <numerusform>%n quota</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DeviceRow</name>
        <message numerus="yes">
            <source>%n quota there</source>
            <translation>
                <numerusform>%n quota there</numerusform>
                <numerusform>%n quota there</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n late change(s) refused</source>
            <translation>
                <numerusform>%n late change refused</numerusform>
                <numerusform>%n late changes refused</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DropZone</name>
        <message numerus="yes">
            <source>{formats} · up to {megabytes} MB each · at most %n photo(s)</source>
            <translation>
                <numerusform>{formats} · up to {megabytes} MB</numerusform>
                <numerusform>{formats} · up to {megabytes} MB each · at most %n photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Exports</name>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>%n picture</numerusform>
                <numerusform>%n pictures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Saved %n picture(s)</source>
            <translation>
                <numerusform>Saved %n picture</numerusform>
                <numerusform>Saved %n pictures</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FindingWords</name>
        <message numerus="yes">
            <source>%n unreadable</source>
            <translation>
                <numerusform>%n unreadable</numerusform>
                <numerusform>%n unreadable</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n too large</source>
            <translation>
                <numerusform>%n too large</numerusform>
                <numerusform>%n too large</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n small</source>
            <translation>
                <numerusform>%n small</numerusform>
                <numerusform>%n small</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n small for the shop</source>
            <translation>
                <numerusform>%n small for the shop</numerusform>
                <numerusform>%n small for the shop</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n blurred</source>
            <translation>
                <numerusform>%n blurred</numerusform>
                <numerusform>%n blurred</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n overexposed</source>
            <translation>
                <numerusform>%n overexposed</numerusform>
                <numerusform>%n overexposed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n underexposed</source>
            <translation>
                <numerusform>%n underexposed</numerusform>
                <numerusform>%n underexposed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n duplicate(s)</source>
            <translation>
                <numerusform>%n duplicate</numerusform>
                <numerusform>%n duplicates</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n look-alike(s)</source>
            <translation>
                <numerusform>%n look-alike</numerusform>
                <numerusform>%n look-alikes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FindingsBar</name>
        <message numerus="yes">
            <source>%n upload(s) failed · Retry all</source>
            <translation>
                <numerusform>%n upload failed · Retry</numerusform>
                <numerusform>%n uploads failed · Retry all</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ForgetDialog</name>
        <message numerus="yes">
            <source>The %n quota on it is lost for good.</source>
            <translation>
                <numerusform>The %n quota on it is lost for good.</numerusform>
                <numerusform>The %n quota on it is lost for good.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HeaderBar</name>
        <message numerus="yes">
            <source>%n quota</source>
            <translation>
                <numerusform>%n quota</numerusform>
                <numerusform>%n quota</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of it can be spent here now.</source>
            <translation>
                <numerusform>%n of it can be spent here now.</numerusform>
                <numerusform>%n of it can be spent here now.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quota is held by running tasks.</source>
            <translation>
                <numerusform>%n quota is held by running tasks.</numerusform>
                <numerusform>%n quota are held by running tasks.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>IntakeNotices</name>
        <message numerus="yes">
            <source>%n file(s) were not taken</source>
            <translation>
                <numerusform>%n file was not taken</numerusform>
                <numerusform>%n files were not taken</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The first {limit} stay; %n photo(s) were not added</source>
            <translation>
                <numerusform>The first {limit} stay; %n photo was not added</numerusform>
                <numerusform>The first {limit} stay; %n photos were not added</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) were here already and were taken once</source>
            <translation>
                <numerusform>%n photo was here already</numerusform>
                <numerusform>%n photos were here already</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n other file(s) in the folders were passed over</source>
            <translation>
                <numerusform>%n file that is no photo was passed over</numerusform>
                <numerusform>%n files that are no photos were passed over</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) removed</source>
            <translation>
                <numerusform>%n photo removed</numerusform>
                <numerusform>%n photos removed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LibraryPage</name>
        <message numerus="yes">
            <source>More than %n picture(s)</source>
            <translation>
                <numerusform>More than %n picture</numerusform>
                <numerusform>More than %n pictures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>%n picture</numerusform>
                <numerusform>%n pictures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Deleted %n picture(s)</source>
            <translation>
                <numerusform>Deleted %n picture</numerusform>
                <numerusform>Deleted %n pictures</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NamesDialog</name>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>%n picture</numerusform>
                <numerusform>%n pictures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more about the table</source>
            <translation>
                <numerusform>and %n more about the table</numerusform>
                <numerusform>and %n more about the table</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n name(s) were taken and carry a number</source>
            <translation>
                <numerusform>%n name was taken and carries a number</numerusform>
                <numerusform>%n names were taken and carry a number</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NavigationButton</name>
        <message numerus="yes">
            <source>%n running</source>
            <translation>
                <numerusform>%n running</numerusform>
                <numerusform>%n running</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NoticeCard</name>
        <message numerus="yes">
            <source>…%n more</source>
            <translation>
                <numerusform>…%n more</numerusform>
                <numerusform>…%n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Notifier</name>
        <message numerus="yes">
            <source>%n photo(s) ready</source>
            <translation>
                <numerusform>%n photo is ready</numerusform>
                <numerusform>%n photos are ready</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QuotaLine</name>
        <message numerus="yes">
            <source>Selected: %n photo(s) × {price} quota = {total} quota</source>
            <translation>
                <numerusform>Selected: %n photo × {price} quota = {total} quota</numerusform>
                <numerusform>Selected: %n photos × {price} quota = {total} quota</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Redo</name>
        <message numerus="yes">
            <source>%n photo(s) are on the form with new parameters</source>
            <translation>
                <numerusform>%n photo is on the form with new parameters</numerusform>
                <numerusform>%n photos are on the form with new parameters</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReportDialog</name>
        <message numerus="yes">
            <source>Report %n picture(s) as bad?</source>
            <translation>
                <numerusform>Report %n picture as bad?</numerusform>
                <numerusform>Report %n pictures as bad?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RetryDialog</name>
        <message numerus="yes">
            <source>Process %n photo(s) again?</source>
            <translation>
                <numerusform>Process %n photo again?</numerusform>
                <numerusform>Process %n photos again?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RunningButton</name>
        <message numerus="yes">
            <source>%n task(s) running</source>
            <translation>
                <numerusform>%n task running</numerusform>
                <numerusform>%n tasks running</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SampleCard</name>
        <message numerus="yes">
            <source>Try it with our %n sample photo(s). Previews are free; cleaning costs 1 for each.</source>
            <translation>
                <numerusform>Try it with our sample photo. Previews are free; cleaning costs 1 for each.</numerusform>
                <numerusform>Try it with our %n sample photos. Previews are free; cleaning costs 1 for each.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SelectionBar</name>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>%n selected</numerusform>
                <numerusform>%n selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ShopCard</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Look at %n</source>
            <translation>
                <numerusform>Look at %n</numerusform>
                <numerusform>Look at %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SignInDialog</name>
        <message numerus="yes">
            <source>Password, at least %n characters</source>
            <translation>
                <numerusform>Password, at least %n character</numerusform>
                <numerusform>Password, at least %n characters</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The password needs at least %n characters.</source>
            <translation>
                <numerusform>The password needs at least %n character.</numerusform>
                <numerusform>The password needs at least %n characters.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SkuSource</name>
        <message numerus="yes">
            <source>%n row(s)</source>
            <translation>
                <numerusform>%n row</numerusform>
                <numerusform>%n rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StopDialog</name>
        <message numerus="yes">
            <source>%n finished picture(s) stay in the library.</source>
            <translation>
                <numerusform>%n finished picture stays in the library.</numerusform>
                <numerusform>%n finished pictures stay in the library.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) will not be processed.</source>
            <translation>
                <numerusform>%n photo will not be processed.</numerusform>
                <numerusform>%n photos will not be processed.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SubmitBar</name>
        <message numerus="yes">
            <source>Generate (uses %n quota)</source>
            <translation>
                <numerusform>Generate (uses %n quota)</numerusform>
                <numerusform>Generate (uses %n quota)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TakeTrialDialog</name>
        <message numerus="yes">
            <source>Take %n trial task(s) into the account?</source>
            <translation>
                <numerusform>Take %n trial task into the account?</numerusform>
                <numerusform>Take %n trial tasks into the account?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TaskWords</name>
        <message numerus="yes">
            <source>%n shop(s)</source>
            <translation>
                <numerusform>%n shop</numerusform>
                <numerusform>%n shops</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n second</numerusform>
                <numerusform>%n seconds</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ViewerDialog</name>
        <message numerus="yes">
            <source>%n bad: {quota} quota comes back</source>
            <translation>
                <numerusform>%n bad: {quota} quota comes back</numerusform>
                <numerusform>%n bad: {quota} quota comes back</numerusform>
            </translation>
        </message>
    </context>
</TS>
