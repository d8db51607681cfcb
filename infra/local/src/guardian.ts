import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';

/** Cleans up after a server, also when this process is killed. */
export interface Guardian {
  /** Cleans up now. */
  dismiss(): Promise<void>;
}

// The pipe to the guardian breaks when this process ends, however it ends. Only a process whose command line
// names our folder is touched: a number in a file may belong to somebody else by now.
const STOP_PROCESS = `
folder=$1
read -r _
pid=$(cat "$folder/server.pid" 2>/dev/null)
ours() {
  [ -n "$pid" ] || return 1
  if [ -r "/proc/$pid/cmdline" ]; then tr '\\0' ' ' <"/proc/$pid/cmdline"; else ps -o args= -p "$pid"; fi |
    grep -qF "$folder"
}
ours && kill -QUIT "$pid"
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
  ours || break
  sleep 0.1
done
ours && kill -KILL "$pid"
rm -rf "$folder" 2>/dev/null || { sleep 1; rm -rf "$folder"; }
`;

const REMOVE_CONTAINER = 'read -r _; docker rm -f -v "$1" >/dev/null 2>&1; rm -rf "$2"';

/** Guards the server whose process id stands in `folder/server.pid`; removes the folder in the end. */
export function guardProcess(folder: string): Guardian {
  return guard(STOP_PROCESS, [folder]);
}

/** Guards a container; removes it with its volumes, and the folder, in the end. */
export function guardContainer(name: string, folder: string): Guardian {
  return guard(REMOVE_CONTAINER, [name, folder]);
}

function guard(script: string, args: readonly string[]): Guardian {
  const shell = spawn('sh', ['-c', script, 'guardian', ...args], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  const gone = once(shell, 'exit');
  shell.unref();
  if (shell.stdin instanceof Socket) shell.stdin.unref();
  return {
    async dismiss() {
      shell.ref();
      shell.stdin.end();
      await gone;
    },
  };
}
