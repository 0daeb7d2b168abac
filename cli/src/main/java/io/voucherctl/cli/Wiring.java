package io.voucherctl.cli;

import io.voucherctl.commands.console.OutputOptions;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** The object graph on one screen: which command gets what. Nothing costly is made before use. */
final class Wiring implements IFactory {
  private final Map<Class<?>, Supplier<?>> makers = new LinkedHashMap<>();

  Wiring(Surroundings around, Shutdown shutdown, Resources resources) {
    InstantSource clock = InstantSource.system();
    makers.put(OutputOptions.class, () -> new OutputOptions(around.terminal(), clock));
  }

  static void addCommands(CommandLine root, IFactory factory) {
    root.addSubcommand(new CommandLine(HelpCommand.class, factory));
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    Supplier<?> maker = makers.get(type);
    return maker == null ? CommandLine.defaultFactory().create(type) : type.cast(maker.get());
  }
}
