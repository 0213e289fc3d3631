import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./process.ts', import.meta.url));

/** What another process says, or the signal that ended it; within 50 seconds. */
export function child(...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const started = spawn(process.execPath, ['--import', 'tsx', program, ...args], { stdio: ['ignore', 'pipe', 'pipe'], timeout: 50_000 });
    let [out, err] = ['', ''];
    started.stdout.on('data', (chunk) => {
      out += chunk;
    });
    started.stderr.on('data', (chunk) => {
      err += chunk;
    });
    started.on('error', reject);
    started.on('close', (code, signal) => (code === 0 || signal ? resolve(out.trim() || String(signal)) : reject(new Error(err))));
  });
}
