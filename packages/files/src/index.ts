export { drawnPicture } from './drawn-picture.js';
export { fileInspector } from './file-inspector.js';
