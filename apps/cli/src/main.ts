import { env } from 'node:process';
import { terminal } from './output.js';
import { runCli } from './run-cli.js';

process.exitCode = await runCli(process.argv.slice(2), env, terminal);
