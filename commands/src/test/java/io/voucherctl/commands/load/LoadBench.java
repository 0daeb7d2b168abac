package io.voucherctl.commands.load;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.console.Terminal;
import io.voucherctl.commands.load.http.LoadTarget;
import io.voucherctl.commands.time.Durations;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import io.voucherctl.server.quota.TenantsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** A {@code load} command with two known tenants, its terminal and keys played by hand. */
final class LoadBench {
  static final Tenant ACME = tenant("acme");
  static final Tenant GLOBEX = tenant("globex");

  final Path tenants;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  Terminal terminal = Terminal.NONE;
  TypedKeys screen = new TypedKeys("");

  LoadBench(Path folder) throws IOException {
    tenants =
        Files.write(folder.resolve("tenants.yaml"), TenantsFile.format(List.of(ACME, GLOBEX)));
  }

  private static Tenant tenant(String id) {
    return new Tenant(id, "app-" + id, "token-" + id, TenantQuota.of(id, Rate.perSecond(50)));
  }

  /** The flags, parted at their blanks, behind the tenants file; then what stays in one piece. */
  String[] args(String flags, String... more) {
    return Stream.of(
            Stream.of("--tenants", tenants.toString()),
            Arrays.stream(flags.split(" ")),
            Arrays.stream(more))
        .flatMap(part -> part)
        .toArray(String[]::new);
  }

  LoadJob parse(String flags) {
    return job(args(flags));
  }

  LoadJob job(String... args) {
    CommandLine load = command();
    load.parseArgs(Stream.of(args).filter(arg -> !arg.isEmpty()).toArray(String[]::new));
    return ((LoadCommand) load.getCommand()).job();
  }

  LoadJob runJob(String flags) {
    CommandLine load = command();
    load.parseArgs(("run " + flags).split(" "));
    return ((LoadRunCommand) load.getSubcommands().get("run").getCommand()).job();
  }

  int execute(String... args) {
    return command().execute(args);
  }

  private CommandLine command() {
    Function<LoadTarget, LoadSession> sessions =
        target ->
            LoadSession.open(
                target,
                System::nanoTime,
                InstantSource.system(),
                new SplittableRandom(1),
                InterruptSignal.NEVER);
    LoadPorts ports =
        new LoadPorts(
            sessions,
            cluster -> () -> QuotaBook.of(List.of(ACME, GLOBEX)),
            () -> screen,
            _ -> {},
            InstantSource.system(),
            "voucherctl test");
    IFactory factory =
        new IFactory() {
          @Override
          public <K> K create(Class<K> type) throws Exception {
            if (type == LoadSelfTestCommand.class) {
              return type.cast(new LoadSelfTestCommand(sessions, System::nanoTime));
            }
            if (type == LoadRunCommand.class) {
              return type.cast(new LoadRunCommand(ports));
            }
            return type == OutputOptions.class
                ? type.cast(new OutputOptions(terminal, InstantSource.system()))
                : CommandLine.defaultFactory().create(type);
          }
        };
    return new CommandLine(new LoadCommand(ports), factory)
        .registerConverter(Duration.class, Durations::parse)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }
}
