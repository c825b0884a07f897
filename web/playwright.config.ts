import { defineConfig } from '@playwright/test';

// Debian's Chromium: nothing is downloaded for the tests.
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/failures',
  globalSetup: './tests/shared-house.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env.BALLAST_REQUIRE_ALL === '1',
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    },
  },
});
