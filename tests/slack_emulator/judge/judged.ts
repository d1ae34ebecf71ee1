// What the emulator judges, named for the judge. README.md has the command that makes judged.json of it.
import type {
  AnyChunk, HomeView, KnownBlock, MessageAttachment, MessageMetadata, ModalView, SlackEvent,
} from '@slack/types';
import type { Manifest as AppManifest } from '@slack/web-api/dist/types/request/manifest';

/** What the emulator judges. */
export interface Judged {
  blocks: KnownBlock[];
  home: Omit<HomeView, 'blocks'> & { blocks: KnownBlock[] };
  modal: Omit<ModalView, 'blocks'> & { blocks: KnownBlock[] };
  attachments: (Omit<MessageAttachment, 'blocks'> & { blocks?: KnownBlock[] })[];
  metadata: MessageMetadata;
  chunks: AnyChunk[];
  event: SlackEvent;
  manifest: AppManifest;
}
