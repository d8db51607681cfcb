import { enter } from './run-built.mjs';

await enter('apps/api/dist/main.js', process.argv.slice(2));
