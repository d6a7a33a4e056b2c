@echo off
chcp 65001 >nul
rem Takes the program away. The school's data stay.
net session >nul 2>&1
if not errorlevel 1 goto remove
powershell -NoProfile -Command "Start-Process -FilePath '%~f0' -Verb RunAs" >nul 2>&1
if not errorlevel 1 exit /b
:remove
set TIREK_PAUSE=1
"%~dp0tirek\runtime\win-x64\node.exe" "%~dp0tirek\install\install-main.ts" remove
