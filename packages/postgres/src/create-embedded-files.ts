import { startEngine } from './embedded-engine.js';

// A process of its own, started by embedded-files.ts with the folder to make.
const [dataDir] = process.argv.slice(2);
if (!dataDir) throw new Error('which folder?');
const lite = await startEngine({ dataDir });
await lite.close();
