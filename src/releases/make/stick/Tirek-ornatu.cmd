@echo off
chcp 65001 >nul
rem Asks Windows for the right to install, then runs the installer on the Node that lies on this stick.
net session >nul 2>&1
if not errorlevel 1 goto install
powershell -NoProfile -Command "Start-Process -FilePath '%~f0' -Verb RunAs" >nul 2>&1
if not errorlevel 1 exit /b
:install
set TIREK_PAUSE=1
"%~dp0tirek\runtime\win-x64\node.exe" "%~dp0tirek\install\install-main.ts" %*
