import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

// A test runner sets NODE_ENV=test, with which React would be built for development: twice as large and slower.
process.env['NODE_ENV'] = 'production';

/** Nothing is inlined: the gateway's content security policy allows neither inline code nor `data:` addresses. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The help texts as they are written, whether they were compiled or not.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
