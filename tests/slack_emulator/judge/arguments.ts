// The arguments of every method that the emulator answers. See README.md.
import type * as api from '@slack/web-api';

/** What judged.ts judges by itself is left open here, or this schema would grow to 160 MB. */
type JudgedElsewhere = 'attachments' | 'blocks' | 'chunks' | 'metadata' | 'view';
type Bare<T> = T extends unknown ? { [K in keyof T]: K extends JudgedElsewhere ? unknown : T[K] } : never;

export interface Arguments {
  'agents.sessions.setStatus': Bare<api.AgentsSessionsSetStatusArguments>;
  'apps.connections.open': Bare<api.AppsConnectionsOpenArguments>;
  'assistant.threads.setStatus': Bare<api.AssistantThreadsSetStatusArguments>;
  'assistant.threads.setSuggestedPrompts': Bare<api.AssistantThreadsSetSuggestedPromptsArguments>;
  'assistant.threads.setTitle': Bare<api.AssistantThreadsSetTitleArguments>;
  'auth.revoke': Bare<api.AuthRevokeArguments>;
  'auth.test': Bare<api.AuthTestArguments>;
  'bots.info': Bare<api.BotsInfoArguments>;
  'chat.appendStream': Bare<api.ChatAppendStreamArguments>;
  'chat.delete': Bare<api.ChatDeleteArguments>;
  'chat.getPermalink': Bare<api.ChatGetPermalinkArguments>;
  'chat.postEphemeral': Bare<api.ChatPostEphemeralArguments>;
  'chat.postMessage': Bare<api.ChatPostMessageArguments>;
  'chat.startStream': Bare<api.ChatStartStreamArguments>;
  'chat.stopStream': Bare<api.ChatStopStreamArguments>;
  'chat.update': Bare<api.ChatUpdateArguments>;
  'conversations.history': Bare<api.ConversationsHistoryArguments>;
  'conversations.info': Bare<api.ConversationsInfoArguments>;
  'conversations.join': Bare<api.ConversationsJoinArguments>;
  'conversations.list': Bare<api.ConversationsListArguments>;
  'conversations.members': Bare<api.ConversationsMembersArguments>;
  'conversations.open': Bare<api.ConversationsOpenArguments>;
  'conversations.replies': Bare<api.ConversationsRepliesArguments>;
  'files.completeUploadExternal': Bare<api.FilesCompleteUploadExternalArguments>;
  'files.delete': Bare<api.FilesDeleteArguments>;
  'files.getUploadURLExternal': Bare<api.FilesGetUploadURLExternalArguments>;
  'files.info': Bare<api.FilesInfoArguments>;
  'oauth.v2.access': Bare<api.OAuthV2AccessArguments>;
  'reactions.add': Bare<api.ReactionsAddArguments>;
  'reactions.get': Bare<api.ReactionsGetArguments>;
  'reactions.remove': Bare<api.ReactionsRemoveArguments>;
  'team.info': Bare<api.TeamInfoArguments>;
  'usergroups.list': Bare<api.UsergroupsListArguments>;
  'usergroups.users.list': Bare<api.UsergroupsUsersListArguments>;
  'users.info': Bare<api.UsersInfoArguments>;
  'users.list': Bare<api.UsersListArguments>;
  'users.lookupByEmail': Bare<api.UsersLookupByEmailArguments>;
  'views.open': Bare<api.ViewsOpenArguments>;
  'views.publish': Bare<api.ViewsPublishArguments>;
  'views.push': Bare<api.ViewsPushArguments>;
  'views.update': Bare<api.ViewsUpdateArguments>;
}
