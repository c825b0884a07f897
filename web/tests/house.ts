import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** A real Ballast: where it is, who lives there, and some of what is in it. */
export type House = {
  url: string;
  key: string;
  password: string;
  ids: Record<string, string>;
};
export type OpenHouse = House & { close: () => Promise<void> };

const ROOT = resolve(import.meta.dirname, '../..');
const PYTHON = process.env.BALLAST_PYTHON ?? join(ROOT, '.venv/bin/python');
const PATIENCE_MS = 120_000;

/** Starts one on a database and a port of its own; `empty` as a new installation is. */
export async function openHouse(kind: 'furnished' | 'empty'): Promise<OpenHouse> {
  const directory = await mkdtemp(join(tmpdir(), 'ballast-house-'));
  const child = spawn(PYTHON, ['-m', 'tests.e2e.console_house', directory, kind], {
    cwd: ROOT,
    env: { ...process.env, PYTHONPATH: `${join(ROOT, 'src')}:${ROOT}` },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const close = async () => {
    await ended(child);
    await rm(directory, { recursive: true, force: true });
  };
  try {
    return { ...(JSON.parse(await firstLine(child)) as House), close };
  } catch (error) {
    const log = await readFile(join(directory, 'server.log'), 'utf8').catch(() => '');
    await close();
    throw new Error(`the house did not open: ${String(error)}\n${log}`, { cause: error });
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error('it takes too long')), PATIENCE_MS);
    createInterface({ input: child.stdout! }).once('line', (line) => {
      clearTimeout(timer);
      done(line);
    });
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`it ended with ${code}`)));
  });
}

/** Its input ends, so it ends; should it hang, this one process is killed. */
async function ended(child: ChildProcess) {
  if (child.pid === undefined || child.exitCode !== null) return;
  const exit = new Promise((done) => child.once('exit', done));
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await exit;
  clearTimeout(timer);
}
