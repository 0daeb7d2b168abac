package io.voucherctl.completions;

/** The shells there is a script for, by the names their users type. */
public enum Shell {
  bash,
  zsh,
  fish;

  /** The whole script: the same bytes for the same model. */
  public String script(CompletionModel model) {
    return switch (this) {
      case bash -> BashScript.of(model);
      case zsh -> ZshScript.of(model);
      case fish -> FishScript.of(model);
    };
  }
}
