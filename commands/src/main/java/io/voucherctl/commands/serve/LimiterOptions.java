package io.voucherctl.commands.serve;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.gateway.redis.RedisAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whose buckets a gateway takes its tokens from. A password never stands in a command line. */
final class LimiterOptions {
  private static final String LIMITER = "--limiter";

  @Option(
      names = LIMITER,
      paramLabel = "URL",
      description =
          "Share the tenants' buckets with other gateways, in redis://HOST:PORT[/DB]: each of them"
              + " enforces whole limits. Default: a gateway's buckets are its own. A password is"
              + " not for a command line: put redis://USER:PASSWORD@HOST:PORT into"
              + " VOUCHERCTL_LIMITER, or use --limiter-password-file.")
  private @Nullable String limiter;

  @Option(
      names = "--limiter-password-file",
      paramLabel = "FILE",
      description = "The limiter's password: the first line of FILE.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--limiter-failure",
      paramLabel = "MODE",
      description =
          "Who decides while the limiter does not answer: ${COMPLETION-CANDIDATES}. local: the"
              + " gateway's own buckets, which hold its part where --fleet or --fleet-selector"
              + " counts them; open: everyone is let in; closed: everyone gets a 503."
              + " Default: local.")
  private @Nullable LimiterFailure onFailure;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Null when a gateway shares nothing. */
  @Nullable LimiterStart read() {
    if (limiter == null) {
      if (passwordFile != null || onFailure != null) {
        throw new Failure.BadInput("there is no limiter that this is for", "add --limiter URL");
      }
      return null;
    }
    RedisAddress address = address(limiter);
    if (passwordFile != null) {
      address = address.withPassword(password(passwordFile));
    }
    return new LimiterStart(address, (onFailure == null ? LimiterFailure.local : onFailure).mode());
  }

  /** What is wrong is said without the text: there may be a secret in it. */
  private RedisAddress address(String url) {
    RedisAddress address;
    try {
      address = RedisAddress.parse(url);
    } catch (IllegalArgumentException e) {
      throw new Failure.BadInput(
          "the limiter is not redis://HOST:PORT[/DB]", "such as redis://127.0.0.1:6379");
    }
    boolean typed = command.commandLine().getParseResult().hasMatchedOption(LIMITER);
    if (typed && address.password() != null) {
      throw new Failure.BadInput(
          "a password in a command line can be read by everyone on this machine",
          "set VOUCHERCTL_LIMITER to the whole URL, or add --limiter-password-file FILE");
    }
    return address;
  }

  private static String password(Path file) {
    try {
      return Files.readString(file)
          .lines()
          .findFirst()
          .filter(line -> !line.isEmpty())
          .orElseThrow(() -> new Failure.BadInput("there is no password in " + file));
    } catch (IOException e) {
      throw new Failure.BadInput("cannot read the limiter's password from " + file);
    }
  }
}
