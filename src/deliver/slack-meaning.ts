/** What an error of Slack's means for what to do next. */
export type SlackMeaning =
  /** The same may be taken later. */
  | "later"
  /** Nothing is taken until somebody mends the route. */
  | "broken"
  /** This form is not taken; a plainer one may be. */
  | "form"
  /** The message that was to be answered or updated is gone, or closed. */
  | "place";

/** By Slack's own word; null for a word that is not known. */
export function meaningOf(word: string): SlackMeaning | null {
  if (word.startsWith("restricted_action")) return "broken";
  if (word.startsWith("invalid_blocks") || word.startsWith("invalid_attachment")) return "form";
  return meanings.get(word) ?? null;
}

const words: Readonly<Record<SlackMeaning, string>> = {
  later: `rate_limited ratelimited message_limit_exceeded request_timeout service_unavailable
    internal_error fatal_error rollup_error team_added_to_org external_channel_migrating update_failed`,
  broken: `invalid_token no_service no_service_id no_team no_active_hooks team_disabled user_not_found
    action_prohibited posting_to_general_channel_denied channel_not_found channel_is_archived is_archived
    not_in_channel not_authed invalid_auth account_inactive token_revoked token_expired no_permission
    missing_scope not_allowed_token_type access_denied accesslimited org_login_required ekm_access_denied
    enterprise_is_restricted team_access_not_granted two_factor_setup_required method_deprecated
    deprecated_endpoint unknown_method`,
  form: `invalid_payload no_text missing_text missing_text_or_fallback_or_attachments msg_blocks_too_long
    msg_too_long too_many_attachments invalid_arguments invalid_arg_name invalid_array_arg invalid_json
    json_not_object invalid_charset`,
  place: `thread_not_found invalid_thread_ts cannot_reply_to_message message_not_found
    cant_update_message edit_window_closed`,
};

const meanings = new Map(
  (["later", "broken", "form", "place"] as const).flatMap((meaning) =>
    words[meaning].split(/\s+/u).map((word) => [word, meaning] as const),
  ),
);
