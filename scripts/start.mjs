import { enter } from './run-built.mjs';

await enter('apps/api/dist/program/main.js', process.argv.slice(2));
