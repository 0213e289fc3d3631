import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What another process of a program says, or the signal that ended it; within 50 seconds. */
export function childOf(program: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const started = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 50_000,
    });
    let [out, err] = ['', ''];
    started.stdout.on('data', (chunk) => {
      out += chunk;
    });
    started.stderr.on('data', (chunk) => {
      err += chunk;
    });
    started.on('error', reject);
    started.on('close', (code, signal) =>
      code === 0 || signal ? resolve(out.trim() || String(signal)) : reject(new Error(err)),
    );
  });
}

export const child = (...args: string[]): Promise<string> =>
  childOf(fileURLToPath(new URL('./process.ts', import.meta.url)), ...args);
