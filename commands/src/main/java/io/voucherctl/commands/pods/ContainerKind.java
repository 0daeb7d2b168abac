package io.voucherctl.commands.pods;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which of a pod's lists a container stands in; a sidecar is an init container that stays. */
public enum ContainerKind {
  REGULAR("regular"),
  INIT("init"),
  SIDECAR("sidecar"),
  EPHEMERAL("ephemeral");

  private final String word;

  ContainerKind(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }
}
