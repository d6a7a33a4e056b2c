@echo off
chcp 65001 >nul
rem Takes the program away. The school's data stay.
if "%~1"=="elevated" goto begin
whoami /groups | findstr /c:"S-1-16-12288" /c:"S-1-16-16384" >nul
if not errorlevel 1 goto begin
rem The place of this file goes by a variable: it may hold spaces, brackets, apostrophes, letters of any language.
set "TIREK_SELF=%~f0"
powershell -NoProfile -Command "$q = [char]34; Start-Process -FilePath $env:ComSpec -ArgumentList ('/d /c ' + $q + $q + $env:TIREK_SELF + $q + ' elevated' + $q) -Verb RunAs" >nul 2>&1
if not errorlevel 1 exit /b
:begin
set TIREK_PAUSE=1
"%~dp0tirek\runtime\win-x64\node.exe" "%~dp0tirek\install\install-main.ts" remove
if %errorlevel% equ 0 exit /b 0
if %errorlevel% equ 17 exit /b 17
echo.
echo Өшіру аяқталмады. Файлды қайта іске қосыңыз. Қайталанса, флешка бүлінген: облыстан жаңасын алыңыз. Мектептің деректері орнында.
echo Удаление не завершилось. Запустите файл ещё раз. Если это повторится, флешка повреждена: возьмите в области новую. Данные школы на месте.
pause
exit /b 1
