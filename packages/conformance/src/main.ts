#!/usr/bin/env node
import { runConformance } from './run-conformance.js';

process.exitCode = await runConformance(process.argv.slice(2), (line) => {
  process.stdout.write(`${line}\n`);
});
