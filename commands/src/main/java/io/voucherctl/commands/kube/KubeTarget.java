package io.voucherctl.commands.kube;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster a person named, and in which namespace to work.
 *
 * @param kubeconfig the one file to read; null means the files of KUBECONFIG or the home directory
 * @param context the kubeconfig context; null means the current one of {@code kubeconfig}
 * @param namespace null means the context's own
 */
public record KubeTarget(
    @Nullable Path kubeconfig, @Nullable String context, @Nullable String namespace) {}
