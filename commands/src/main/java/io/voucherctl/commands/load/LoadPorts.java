package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Screen;
import io.voucherctl.commands.kube.KubeTarget;
import io.voucherctl.commands.load.http.LoadTarget;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a load is made with.
 *
 * @param sessions made by {@link LoadSession#open}
 * @param clusters the quotas of a named cluster
 * @param screens takes the terminal, or null where nothing can be redrawn on it
 * @param onStop what shall be done as soon as a signal comes
 * @param version of the program, for the page about a run
 */
public record LoadPorts(
    Function<LoadTarget, LoadSession> sessions,
    Function<KubeTarget, QuotaSource> clusters,
    Supplier<@Nullable Screen> screens,
    Consumer<Runnable> onStop,
    InstantSource clock,
    String version) {}
