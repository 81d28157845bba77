import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { CHUNKS } from './chunks.ts'
import { compressPlugin } from './compress-plugin.ts'
import { firstPagePlugin } from './first-page-plugin.ts'
import { serviceWorkerPlugin } from './service-worker-plugin.ts'

const server = `http://127.0.0.1:${process.env.PORT ?? '4400'}`

export default defineConfig({
  plugins: [react(), tailwindcss(), firstPagePlugin(), serviceWorkerPlugin(), compressPlugin()],
  build: {
    outDir: 'dist',
    // The oldest browsers with light-dark(), which the whole theme rests on.
    target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
    modulePreload: { polyfill: false },
    // Nothing may become a data: URL, so that the server's content security policy can stay strict. [S4]
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: CHUNKS } },
  },
  server: {
    proxy: {
      '/api': { target: server },
      '/channel': { target: server, ws: true },
    },
  },
})
