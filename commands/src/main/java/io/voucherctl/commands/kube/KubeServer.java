package io.voucherctl.commands.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An API server as a kubeconfig's cluster entry describes it.
 *
 * @param insecure the certificate is not checked, because the kubeconfig says so
 * @param tlsServerName the name the certificate carries, when it is not the URL's host
 * @param certificateAuthority PEM; null means the JDK's own authorities
 * @param proxy http, https or socks5
 * @param execConfig what the cluster entry holds for exec plugins
 */
public record KubeServer(
    URI url,
    boolean insecure,
    @Nullable String tlsServerName,
    @Nullable String certificateAuthority,
    @Nullable URI proxy,
    @Nullable JsonNode execConfig) {}
