package io.voucherctl.cli;

import io.voucherctl.commands.console.Documents;
import io.voucherctl.commands.console.OutputFormat;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The one place where what broke becomes words on stderr and an exit code: {@code error:} and
 * {@code hint:}, or one JSON object when the result was to be a document.
 */
final class FailureHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private record ErrorDocument(String schema, String error, @Nullable String hint, int exitCode) {}

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    Failure failure =
        e instanceof Failure known
            ? known
            : new Failure.Broken(words(e), "run it again with -v to see where", e);
    return handle(failure, command.getErr(), parsed.originalArgs());
  }

  int handle(Failure failure, PrintWriter err, List<String> args) {
    if (args.contains("-v") || args.contains("--verbose")) {
      failure.printStackTrace(err);
    }
    return say(err, failure.line(), failure.hint(), failure.code(), asked(args));
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    if (e.getCause() instanceof Failure failure) {
      // Settings are read while picocli parses, and it wraps what they say into words of its own.
      return handle(failure, command.getErr(), Arrays.asList(args));
    }
    List<String> suggestions =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    String help = "voucherctl " + path(command) + "--help";
    String hint =
        suggestions.isEmpty()
            ? "see: " + help
            : "did you mean " + String.join(" or ", suggestions.stream().limit(3).toList()) + "?";
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong command line");
    boolean document = asked(Arrays.asList(args));
    return say(command.getErr(), line, hint, ExitCode.USAGE, document);
  }

  private static int say(
      PrintWriter err, String line, @Nullable String hint, ExitCode code, boolean document) {
    if (document) {
      err.println(
          Documents.json(new ErrorDocument("voucherctl.error/v1", line, hint, code.number())));
    } else {
      err.println("error: " + line);
      if (hint != null) {
        err.println("hint: " + hint);
      }
    }
    err.flush();
    return code.number();
  }

  /** Whether {@code -o json} was asked for: the command may have failed before it was parsed. */
  private static boolean asked(List<String> args) {
    String json = OutputFormat.json.name();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i).toLowerCase(Locale.ROOT);
      boolean named = arg.equals("-o") || arg.equals("--output");
      if (arg.equals("-o" + json)
          || arg.equals("-o=" + json)
          || arg.equals("--output=" + json)
          || (named && i + 1 < args.size() && args.get(i + 1).equals(json))) {
        return true;
      }
    }
    return false;
  }

  private static String path(CommandLine command) {
    String qualified = command.getCommandSpec().qualifiedName(" ");
    int root = qualified.indexOf(' ');
    return root < 0 ? "" : qualified.substring(root + 1) + " ";
  }

  private static String words(Throwable e) {
    String message = e.getMessage();
    String first = message == null ? "" : message.lines().findFirst().orElse("");
    return first.isEmpty() ? "unexpected " + e.getClass().getSimpleName() : first;
  }
}
