import { runCommand } from './command-line.js';
import { proofs } from './proofs/index.js';
import { terminal } from './terminal.js';

process.exitCode = await runCommand('proof', proofs, process.argv.slice(2), terminal);
