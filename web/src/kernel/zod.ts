/** Stands before every description: zod would probe whether it may compile code, which the content security policy refuses and reports. */
import * as z from 'zod';

z.config({ jitless: true });
