/** The rooms of the house, in the order of their storeys. */
export const rooms = [
  'org',
  'identity',
  'figures',
  'documents',
  'notices',
  'reporting',
  'review',
  'audit',
  'operation',
] as const;
