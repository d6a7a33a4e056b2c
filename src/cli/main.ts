import { commands } from './commands.ts';

const [name = 'help', ...rest] = process.argv.slice(2);
const command = commands[name];
if (command) {
  process.exitCode = await command.run(rest);
} else {
  console.error(`tirek: there is no command ${name}.`);
  process.exitCode = (await commands['help']?.run([])) ? 1 : 2;
}
