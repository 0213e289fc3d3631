import { documentFiles } from './documentFiles.ts';

export const documents = {
  ...documentFiles,
};
