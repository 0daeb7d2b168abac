package io.voucherctl.completions;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The visible part of a command tree: all that a completion script is made from. Immutable.
 *
 * @param program the name the scripts register for
 * @param commands the program itself first, then depth first in declaration order
 */
public record CompletionModel(String program, List<CommandEntry> commands) {
  public CompletionModel {
    commands = List.copyOf(commands);
  }

  /**
   * Reads the tree below a root command. Hidden commands and options are left out, inherited
   * options are included.
   *
   * @param dynamicLabels parameter label to kind of candidates: with {@code TENANT -> tenants}
   *     every option and operand labelled {@code TENANT} is completed by asking for {@code
   *     tenants}. A label needs no class of this module, so whoever declares the option need not
   *     know it.
   */
  public static CompletionModel of(CommandSpec root, Map<String, String> dynamicLabels) {
    return new CompletionModel(root.name(), new CommandTree(new Values(dynamicLabels)).read(root));
  }
}
