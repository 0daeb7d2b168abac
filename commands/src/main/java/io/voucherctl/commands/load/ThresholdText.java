package io.voucherctl.commands.load;

/**
 * A condition that a person wrote, such as {@code tenant=acme p99 > 250ms over 10s}.
 *
 * @param where it stands, for messages: {@code plan.yaml:12:5} or {@code --fail-if}
 */
record ThresholdText(String text, String where) {}
