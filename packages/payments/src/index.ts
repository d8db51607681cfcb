export { openNotice } from './sandbox/callback.js';
export {
  type SandboxRequest,
  type SandboxResponse,
  sandboxRequestHandler,
} from './sandbox/handle-sandbox-request.js';
export { honestBehaviour, type SandboxBehaviour } from './sandbox/sandbox-behaviour.js';
export {
  type SandboxGateway,
  type SandboxGatewayOptions,
  sandboxGateway,
} from './sandbox/sandbox-gateway.js';
export { generateSandboxKeys, openSandboxKeys, type SandboxKeys } from './sandbox/sandbox-keys.js';
export type { PayRefused, SandboxOrder } from './sandbox/sandbox-order.js';
export { type SandboxProviderOptions, sandboxProvider } from './sandbox/sandbox-provider.js';
export { inMemorySandboxStore, type SandboxRecord, type SandboxStore } from './sandbox/sandbox-store.js';
export type { SandboxWire, WireNotice, WireRequest, WireResponse } from './sandbox/wire.js';
export { openResource, type SealedResource, sealResource } from './sealed-resource.js';
export { isSignedBy, type PlatformKey, type SigningKey, signMessage } from './signed-message.js';
