/** Folders that are no rooms, workspace by workspace. */
const noRooms: Readonly<Record<string, readonly string[]>> = {
  contract: ['kernel'],
  server: ['acceptance', 'commands', 'crash', 'demonstration', 'kernel', 'laws', 'processes', 'release'],
  web: ['kernel', 'shell', 'styles', 'ui'],
};

/** Rooms that a workspace lacks, and folders of which nobody knows what they are. */
export const faultsOfRooms = (workspace: string, folders: readonly string[], rooms: readonly string[]): string[] => [
  ...rooms.filter((room) => !folders.includes(room)).map((room) => `${workspace} lacks the room ${room}`),
  ...folders
    .filter((folder) => !rooms.includes(folder) && !noRooms[workspace]?.includes(folder))
    .map((folder) => `${workspace}/src/${folder} is no room of the house`),
];
