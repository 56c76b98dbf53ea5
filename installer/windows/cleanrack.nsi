Target ${TARGET}
; The setup of CleanRack on Windows: for one merchant, without an administrator, in English and Simplified Chinese.
; Made by installer/windows/setup.py, which gives TARGET (amd64-unicode where this NSIS knows it), VERSION, FOLDER (the
; frozen application), MADE (icon, artwork, kinds of photos), OUT and, where programs are signed, SIGN (the command,
; which takes a file).
;
;     CleanRackSetup.exe [/S] [/D=FOLDER]                  /S asks nothing; FOLDER stands last and without quotes
;     Uninstall.exe [/S] [/PURGE]                          /PURGE takes the merchant's data too
;
; Exit codes: 0 done, 1 stopped by the merchant, 2 CleanRack is still at work and was left alone.
Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10

!define LINK "CleanRack 衣净"
!define PHOTO "CleanRack.Photo"
!define CLASSES "Software\Classes"
!define APPLICATION "${CLASSES}\Applications\cleanrackw.exe"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\cleanrackw.exe"
!define REMOVAL "Software\Microsoft\Windows\CurrentVersion\Uninstall\CleanRack"

Name "$(TITLE)"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\CleanRack"
InstallDirRegKey HKCU "${REMOVAL}" "InstallLocation"
BrandingText "CleanRack ${VERSION}"

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "Sections.nsh"

!define MUI_ICON "${MADE}/icons/cleanrack.ico"
!define MUI_UNICON "${MADE}/icons/cleanrack.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${MADE}/setup/side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${MADE}/setup/side.bmp"
!define MUI_HEADERIMAGE
!define MUI_HEADERIMAGE_RIGHT
!define MUI_HEADERIMAGE_BITMAP "${MADE}/setup/head.bmp"
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\cleanrackw.exe"
!define MUI_FINISHPAGE_RUN_TEXT "$(RUN)"
!define MUI_ABORTWARNING

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!define MUI_COMPONENTSPAGE_NODESC
!define MUI_PAGE_HEADER_TEXT "$(REMOVE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(CHOOSE_REMOVAL)"
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "English" ; the first is for every language that is not listed
!insertmacro MUI_LANGUAGE "SimpChinese"
!include "words.nsh"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductName" "CleanRack"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileDescription" "CleanRack Setup"
VIAddVersionKey /LANG=${LANG_ENGLISH} "CompanyName" "The CleanRack founders"
VIAddVersionKey /LANG=${LANG_ENGLISH} "LegalCopyright" "MIT licence"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductVersion" "${VERSION}"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' ; the setup itself is signed by setup.py, once it is whole
!endif

; Ends what runs from the folder. The window is asked, and ends in good order with its server; a command line at work is
; nobody's to end: it is waited for, then told. Windows does not let a program be written to while it runs.
!macro CLOSING un
Function ${un}Close
  IfFileExists "$INSTDIR\cleanrack.exe" 0 free
  DetailPrint "$(CLOSING)"
  nsExec::Exec '"$INSTDIR\cleanrack.exe" quit'
  Pop $0
  again:
  StrCpy $1 0
  look:
  Push "$INSTDIR\cleanrack.exe"
  Call ${un}IsBusy
  Pop $0
  Push "$INSTDIR\cleanrackw.exe"
  Call ${un}IsBusy
  Pop $2
  IntOp $0 $0 + $2
  IntCmp $0 0 free
  Sleep 500
  IntOp $1 $1 + 1
  IntCmp $1 40 0 look 0
  IfSilent stop
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(BUSY)" IDRETRY again
  stop:
  SetErrorLevel 2
  Quit
  free:
FunctionEnd

Function ${un}IsBusy
  Exch $0
  Push $1
  IfFileExists "$0" 0 idle
  ClearErrors
  FileOpen $1 "$0" a
  IfErrors busy
  FileClose $1
  idle:
  StrCpy $0 0
  Goto told
  busy:
  StrCpy $0 1
  told:
  Pop $1
  Exch $0
FunctionEnd
!macroend
!insertmacro CLOSING ""
!insertmacro CLOSING "un."

; What Explorer is told of each kind of photo; the merchant's usual program for it stays what it is.
!macro OFFER extension
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" "${extension}" ""
  WriteRegNone HKCU "${CLASSES}\${extension}\OpenWithProgids" "${PHOTO}"
!macroend
!macro WITHDRAW extension
  DeleteRegValue HKCU "${CLASSES}\${extension}\OpenWithProgids" "${PHOTO}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${extension}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${extension}"
!macroend
!include "${MADE}/setup/kinds.nsh" ; EACH_KIND, which does one of these for every kind of photo
!macro TELL_EXPLORER
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; SHCNE_ASSOCCHANGED
!macroend

Section "CleanRack"
  Call Close
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\_internal" ; libraries of an older version
  File /r "${FOLDER}/*.*"
  WriteUninstaller "$INSTDIR\Uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${LINK}.lnk" "$INSTDIR\cleanrackw.exe"
  CreateShortcut "$SENDTO\${LINK}.lnk" "$INSTDIR\cleanrackw.exe" "window"

  WriteRegStr HKCU "${APP_PATH}" "" "$INSTDIR\cleanrackw.exe"
  WriteRegStr HKCU "${APPLICATION}" "FriendlyAppName" "${LINK}"
  WriteRegStr HKCU "${APPLICATION}\shell\open\command" "" '"$INSTDIR\cleanrackw.exe" window "%1"'
  WriteRegStr HKCU "${CLASSES}\${PHOTO}" "" "$(PHOTO)"
  WriteRegStr HKCU "${CLASSES}\${PHOTO}\DefaultIcon" "" "$INSTDIR\cleanrackw.exe,0"
  WriteRegStr HKCU "${CLASSES}\${PHOTO}\shell\open\command" "" '"$INSTDIR\cleanrackw.exe" window "%1"'
  !insertmacro EACH_KIND OFFER
  !insertmacro TELL_EXPLORER

  WriteRegStr HKCU "${REMOVAL}" "DisplayName" "${LINK}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayIcon" "$INSTDIR\cleanrackw.exe"
  WriteRegStr HKCU "${REMOVAL}" "Publisher" "The CleanRack founders"
  WriteRegStr HKCU "${REMOVAL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${REMOVAL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${REMOVAL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${REMOVAL}" "NoModify" 1
  WriteRegDWORD HKCU "${REMOVAL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${REMOVAL}" "EstimatedSize" $0
SectionEnd

; Takes away what the setup brought, by name: a folder that holds something else stays.
Section "un.CleanRack"
  SectionIn RO
  Call un.Close
  Call un.SignOut
  Delete "$INSTDIR\cleanrack.exe"
  Delete "$INSTDIR\cleanrackw.exe"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  RMDir "$LOCALAPPDATA\Programs" ; where nobody else is in it
  Delete "$SMPROGRAMS\${LINK}.lnk"
  Delete "$SENDTO\${LINK}.lnk"
  !insertmacro EACH_KIND WITHDRAW
  DeleteRegKey HKCU "${APPLICATION}"
  DeleteRegKey HKCU "${CLASSES}\${PHOTO}"
  DeleteRegKey HKCU "${APP_PATH}"
  DeleteRegKey HKCU "${REMOVAL}"
  !insertmacro TELL_EXPLORER
SectionEnd

Section /o "un.$(DATA)" PURGE ; a data folder that the merchant has put elsewhere stays there
  RMDir /r "$LOCALAPPDATA\CleanRack"
SectionEnd

Function un.onInit
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/PURGE" $1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${PURGE}
  ${EndIf}
FunctionEnd

; Before the merchant's data goes, what this computer holds of the account's quota goes back to it.
Function un.SignOut
  ${If} ${SectionIsSelected} ${PURGE}
    nsExec::Exec /TIMEOUT=60000 '"$INSTDIR\cleanrack.exe" account sign-out --forget'
    Pop $0
  ${EndIf}
FunctionEnd
