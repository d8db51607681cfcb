import { benches } from './benches/index.js';
import { runCommand } from './command-line.js';
import { terminal } from './terminal.js';

process.exitCode = await runCommand('bench', benches, process.argv.slice(2), terminal);
