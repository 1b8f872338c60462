import { statfs } from 'node:fs/promises';

export type Disk = { freeBytes: number; totalBytes: number };

/** The disk that holds a folder; null when it cannot be asked. */
export const diskOf = async (folder: string): Promise<Disk | null> => {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
};
