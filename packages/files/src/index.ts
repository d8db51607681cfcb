export { fileInspector } from './file-inspector.js';
