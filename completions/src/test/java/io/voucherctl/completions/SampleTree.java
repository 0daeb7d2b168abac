package io.voucherctl.completions;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** A small command tree with one of everything that a script has to cope with. Nobody runs it. */
@SuppressWarnings("UnusedVariable")
final class SampleTree {
  static final Map<String, String> LABELS =
      Map.of("TENANT", "tenants", "POD", "pods", "TENANT=RATE", "tenant-rates");

  private SampleTree() {}

  static CommandLine commandLine() {
    CommandLine root = new CommandLine(new Root());
    root.addSubcommand(new CompletionCommand(LABELS));
    root.addSubcommand(new CompleteCommand(Map.of(), Duration.ofMillis(1)));
    return root;
  }

  static CompletionModel model() {
    return CompletionModel.of(commandLine().getCommandSpec(), LABELS);
  }

  enum Format {
    table,
    json,
    yaml
  }

  static final class Output {
    @Option(
        names = {"-o", "--output"},
        paramLabel = "FORMAT",
        description = "How to write it: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
        defaultValue = "table")
    private Format format;

    @Option(
        names = {"-q", "--quiet"},
        description = "No progress.")
    private boolean quiet;

    @Option(names = "--color", negatable = true, description = "Colour or not.")
    private boolean color;
  }

  @Command(
      name = "voucherctl",
      mixinStandardHelpOptions = true,
      scope = ScopeType.INHERIT,
      subcommands = {Quota.class, Pods.class, Load.class, Secret.class, Nasty.class, Help.class})
  static final class Root {
    @Option(
        names = "--context",
        scope = ScopeType.INHERIT,
        paramLabel = "NAME",
        description = "Context of the kubeconfig.")
    private String kubeContext;
  }

  @Command(name = "help", helpCommand = true, header = "Explain a command or a topic.")
  static final class Help {
    @Parameters(arity = "0..*", paramLabel = "COMMAND", completionCandidates = Topics.class)
    private List<String> words;
  }

  static final class Topics implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return List.of("exit-codes").iterator();
    }
  }

  @Command(
      name = "quota",
      aliases = "tenant-quota",
      header = "Read and change quotas.",
      subcommands = {QuotaList.class, QuotaSet.class, QuotaUnset.class})
  static final class Quota {}

  @Command(
      name = "list",
      aliases = {"ls", "show"},
      header = {"Show every tenant's quota.", "Second line."})
  static final class QuotaList {
    @CommandLine.Mixin private Output output;
  }

  @Command(name = "set", description = "Change one tenant's quota.%nNot shown.")
  static final class QuotaSet {
    @Parameters(paramLabel = "TENANT", description = "Whose quota.")
    private String tenant;

    @Option(
        names = "--rate",
        required = true,
        paramLabel = "N/s",
        description = "Calls per second.")
    private String rate;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the quota.")
    private String reason;

    @Option(
        names = {"-l", "--label"},
        paramLabel = "KEY",
        completionCandidates = Labels.class,
        description = "Mark it; may be repeated.")
    private List<String> labels;

    @Option(names = "--dry-run", description = "Write nothing (default: ${DEFAULT-VALUE}).")
    private boolean dryRun;

    @Option(names = "--internal", hidden = true)
    private boolean internal;

    @CommandLine.Mixin private Output output;
  }

  static final class Labels implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return List.of("it's", "a b", "$HOME", "`id`", "x:y", "plain").iterator();
    }
  }

  @Command(name = "unset", header = "Back to the default quota.")
  static final class QuotaUnset {
    @Parameters(paramLabel = "TENANT", arity = "1..*", description = "Whose quotas.")
    private List<String> tenants;
  }

  @Command(name = "pods", header = "Look at pods.", subcommands = Restarts.class)
  static final class Pods {}

  @Command(name = "restarts", header = "Why pods restart.")
  static final class Restarts {
    @Parameters(index = "0", arity = "0..1", paramLabel = "POD", description = "One pod.")
    private String pod;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FORMAT", description = "A format.")
    private Format format;

    @Option(names = "--from", paramLabel = "FILE", description = "Read a dump.")
    private Path from;

    @Option(names = "--logs", paramLabel = "DIR", description = "Where logs are.")
    private File logs;

    @Option(names = "--with", paramLabel = "FILE", description = "More files.")
    private List<Path> with;

    @Option(names = "-n", paramLabel = "NAMESPACE", description = "Namespace.")
    private String namespace;
  }

  @Command(name = "load", header = "Send load.")
  static final class Load {
    @Option(
        names = "--tenant",
        arity = "1..*",
        paramLabel = "TENANT=RATE",
        description = "Who sends how much.")
    private Map<String, String> tenants;

    @Option(
        names = "--model",
        arity = "0..1",
        fallbackValue = "json",
        description = "Optional value.")
    private Format model;

    @Option(names = "-v", description = "More talk; may be repeated.")
    private boolean[] verbose;
  }

  @Command(name = "secret", hidden = true, header = "Hidden.")
  static final class Secret {
    @Option(names = "--deep")
    private boolean deep;
  }

  @Command(
      name = "nasty",
      header = "It's \"100%%\" of `id`, $HOME, $(id) [brackets]: colon; back\\slash @|bold x|@.")
  static final class Nasty {
    @Option(
        names = "--a:b",
        description = "It's `id` $HOME $(id) \\ [x]: 5%% \"q\" | > ! ~ * {a,b}")
    private boolean colon;

    @Option(names = "--esc", description = "\u001b[31mred\u001b[0m\ttab")
    private boolean escape;

    @Option(names = "-?", description = "A glob for a name.")
    private boolean glob;
  }
}
