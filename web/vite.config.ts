import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { libraryWords } from './library-words.ts';
import { precompress } from './precompress.ts';
import { jdm } from './src/policies/jdm/vite.ts';

export default defineConfig({
  plugins: [react(), jdm(), libraryWords(), precompress()],
  server: { proxy: { '/api': process.env.BALLAST_URL ?? 'http://127.0.0.1:8000' } },
  build: {
    target: 'es2022',
    outDir: '../src/ballast/console',
    emptyOutDir: true,
    manifest: true,
    chunkSizeWarningLimit: 3000,
  },
  test: {
    environment: 'happy-dom',
    // Clicking through a table takes seconds where many things run at once.
    testTimeout: 30_000,
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
  },
});
