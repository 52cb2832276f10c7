import { createRoot } from 'react-dom/client';
import './page/page.css';
import { Portal } from './page/portal.js';

const root = document.getElementById('portal');
if (root !== null) createRoot(root).render(<Portal />);
