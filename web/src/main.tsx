import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/overlays.css';
import './styles/number-grid.css';
import './styles/layouts.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followCatalogue } from './figures/learn.ts';
import { fetchFonts } from './kernel/fonts.ts';
import { followLine } from './kernel/line.ts';
import { queryClient } from './kernel/query.ts';
import { router } from './routes.tsx';
import { later } from './ui/later.tsx';
import { Toasts } from './ui/Toasts.tsx';

const NewVersion = later(() => import('./shell/NewVersion.tsx').then((file) => file.NewVersion));

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

fetchFonts();
followLine();
followCatalogue();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <NewVersion />
      <Toasts />
    </QueryClientProvider>
  </StrictMode>,
);

/** The page comes first; what is written elsewhere, and the files for days without a line, follow when it stands. */
const AFTER = 3000;
addEventListener('load', () =>
  setTimeout(() => void import('./shell/live.ts').then(({ followLive }) => followLive()), AFTER),
);
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  addEventListener('load', () =>
    setTimeout(() => void import('./kernel/offline/worker.ts').then(({ keepShell }) => keepShell()), AFTER),
  );
