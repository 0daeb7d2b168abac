package io.voucherctl.cli;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.drill.As1Command;
import io.voucherctl.commands.drill.DrillCommand;
import io.voucherctl.commands.gateway.AdminGatewayReader;
import io.voucherctl.commands.gateway.GatewayCommand;
import io.voucherctl.commands.gateway.GatewayStatusCommand;
import io.voucherctl.commands.gateway.KubeGatewayReader;
import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.commands.kube.KubeTarget;
import io.voucherctl.commands.latency.LatencyCommand;
import io.voucherctl.commands.latency.LatencyReportCommand;
import io.voucherctl.commands.load.LoadCommand;
import io.voucherctl.commands.load.LoadRunCommand;
import io.voucherctl.commands.load.LoadSelfTestCommand;
import io.voucherctl.commands.pods.KubePodReader;
import io.voucherctl.commands.pods.PodsCommand;
import io.voucherctl.commands.pods.PodsRestartsCommand;
import io.voucherctl.commands.quota.KubeQuotaStore;
import io.voucherctl.commands.quota.QuotaCommand;
import io.voucherctl.commands.quota.QuotaEndCommand;
import io.voucherctl.commands.quota.QuotaGetCommand;
import io.voucherctl.commands.quota.QuotaListCommand;
import io.voucherctl.commands.quota.QuotaSetCommand;
import io.voucherctl.commands.quota.QuotaStore;
import io.voucherctl.commands.quota.QuotaUnsetCommand;
import io.voucherctl.commands.serve.ServeApiCommand;
import io.voucherctl.commands.serve.ServeCommand;
import io.voucherctl.commands.serve.ServeGatewayCommand;
import io.voucherctl.completions.CompleteCommand;
import io.voucherctl.completions.CompletionCommand;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Which command gets what, one line each. Nothing costly is made before it is needed. */
final class Wiring implements IFactory {
  private static final Duration COMPLETION_DEADLINE = Duration.ofMillis(500);

  /** Which completions come from the cluster; by the label of the parameter. None yet. */
  private static final Map<String, String> DYNAMIC_LABELS = Map.of();

  private final Map<Class<?>, Supplier<?>> makers = new LinkedHashMap<>();

  Wiring(Surroundings around, Shutdown shutdown, Resources resources) {
    Parts parts = new Parts(around, shutdown, resources);
    Function<KubeTarget, KubeSession> kube = parts::kube;
    Function<KubeTarget, QuotaStore> quotas =
        target -> new KubeQuotaStore(kube.apply(target), parts.clock(), around.user());

    makers.put(OutputOptions.class, () -> new OutputOptions(around.terminal(), parts.clock()));
    makers.put(
        ServeCommand.class,
        () -> new ServeCommand(parts.regions(), shutdown::awaitStop, around.databaseLogin()));
    makers.put(
        ServeApiCommand.class,
        () -> new ServeApiCommand(parts::voucherApi, shutdown::awaitStop, around.databaseLogin()));
    makers.put(
        ServeGatewayCommand.class,
        () -> new ServeGatewayCommand(parts::gateway, shutdown::awaitStop));
    makers.put(LoadCommand.class, () -> new LoadCommand(parts.loadPorts()));
    makers.put(LoadRunCommand.class, () -> new LoadRunCommand(parts.loadPorts()));
    makers.put(
        LoadSelfTestCommand.class, () -> new LoadSelfTestCommand(parts::load, parts.ticker()));
    makers.put(
        LatencyReportCommand.class,
        () -> new LatencyReportCommand(parts.clock(), new Version().getVersion()[0]));
    makers.put(QuotaListCommand.class, () -> new QuotaListCommand(quotas, parts.clock()));
    makers.put(QuotaGetCommand.class, () -> new QuotaGetCommand(quotas, parts.clock()));
    makers.put(QuotaSetCommand.class, () -> new QuotaSetCommand(quotas, parts.clock()));
    makers.put(QuotaEndCommand.class, () -> new QuotaEndCommand(quotas, parts.clock()));
    makers.put(QuotaUnsetCommand.class, () -> new QuotaUnsetCommand(quotas, parts.clock()));
    makers.put(
        PodsRestartsCommand.class,
        () ->
            new PodsRestartsCommand(
                target -> new KubePodReader(kube.apply(target)), parts::podDump));
    makers.put(
        GatewayStatusCommand.class,
        () ->
            new GatewayStatusCommand(
                target -> new KubeGatewayReader(kube.apply(target)), AdminGatewayReader::new));
    makers.put(As1Command.class, () -> new As1Command(parts.stage()));
    makers.put(CompletionCommand.class, () -> new CompletionCommand(DYNAMIC_LABELS));
    makers.put(CompleteCommand.class, () -> new CompleteCommand(Map.of(), COMPLETION_DEADLINE));
  }

  /** In the order of the help text. */
  static void addCommands(CommandLine root, IFactory factory) {
    List.of(
            DrillCommand.class,
            ServeCommand.class,
            LoadCommand.class,
            LatencyCommand.class,
            QuotaCommand.class,
            PodsCommand.class,
            GatewayCommand.class,
            CompletionCommand.class,
            CompleteCommand.class,
            HelpCommand.class)
        .forEach(command -> root.addSubcommand(new CommandLine(command, factory)));
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    Supplier<?> maker = makers.get(type);
    return maker == null ? CommandLine.defaultFactory().create(type) : type.cast(maker.get());
  }
}
