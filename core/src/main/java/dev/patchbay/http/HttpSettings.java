package dev.patchbay.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How services are called: trust, route and limits. Immutable. There is no switch for certificate
 * or host name checks: a private authority is trusted through {@link Builder#sslContext}.
 */
public final class HttpSettings {
  private static final int KIB = 1024;

  private final @Nullable SSLContext sslContext;
  private final @Nullable InetSocketAddress proxy;
  private final @Nullable HostResolver resolver;
  private final Duration connectTimeout;
  private final Duration deadline;
  private final Duration streamDeadline;
  private final int maxTokenBody;
  private final int maxBody;
  private final String userAgent;

  private HttpSettings(Builder builder) {
    this.sslContext = builder.sslContext;
    this.proxy = builder.proxy;
    this.resolver = builder.resolver;
    this.connectTimeout = builder.connectTimeout;
    this.deadline = builder.deadline;
    this.streamDeadline = builder.streamDeadline;
    this.maxTokenBody = builder.maxTokenBody;
    this.maxBody = builder.maxBody;
    this.userAgent = builder.userAgent;
  }

  /**
   * Starts a builder.
   *
   * @return a builder with every property at its default
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the defaults} */
  public static HttpSettings defaults() {
    return builder().build();
  }

  /** {@return where trust comes from; empty for the JVM's default} */
  public Optional<SSLContext> sslContext() {
    return Optional.ofNullable(sslContext);
  }

  /** {@return the HTTP proxy that tunnels to the services; empty for a direct route} */
  public Optional<InetSocketAddress> proxy() {
    return Optional.ofNullable(proxy);
  }

  /** {@return what finds addresses; empty for the JVM's default} */
  public Optional<HostResolver> resolver() {
    return Optional.ofNullable(resolver);
  }

  /** {@return how long connecting to one address may take} */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /** {@return how long one exchange may take in all} */
  public Duration deadline() {
    return deadline;
  }

  /** {@return how long one exchange with a streamed body may take in all} */
  public Duration streamDeadline() {
    return streamDeadline;
  }

  /** {@return the largest answer of a token or identity endpoint, in bytes} */
  public int maxTokenBody() {
    return maxTokenBody;
  }

  /** {@return the largest answer of any other endpoint, in bytes} */
  public int maxBody() {
    return maxBody;
  }

  /** {@return what requests call themselves if they do not say} */
  public String userAgent() {
    return userAgent;
  }

  @Override
  public String toString() {
    return "HttpSettings[proxy=" + proxy + ", deadline=" + deadline + "]";
  }

  /** Builds an {@link HttpSettings}. Not thread-safe. */
  public static final class Builder {
    private @Nullable SSLContext sslContext;
    private @Nullable InetSocketAddress proxy;
    private @Nullable HostResolver resolver;
    private Duration connectTimeout = Duration.ofSeconds(3);
    private Duration deadline = Duration.ofSeconds(10);
    private Duration streamDeadline = Duration.ofHours(1);
    private int maxTokenBody = 256 * KIB;
    private int maxBody = 1024 * KIB;
    private String userAgent = "patchbay";

    private Builder() {}

    /**
     * Sets where trust comes from. Only TLS 1.2 and 1.3 are used of it, and host names are checked
     * whatever its trust managers do. Default: the JVM's default context.
     *
     * @param sslContext an initialized context
     * @return this builder
     */
    public Builder sslContext(SSLContext sslContext) {
      this.sslContext = Objects.requireNonNull(sslContext, "sslContext");
      return this;
    }

    /**
     * Sets an HTTP proxy, asked by {@code CONNECT} for a tunnel to each service; loopback addresses
     * over plain HTTP are reached without it. The resolver then finds the proxy's address only: the
     * services' names are resolved by the proxy. Default: none; the JVM's proxy settings are
     * ignored.
     *
     * @param proxy host and port, resolved or not
     * @return this builder
     */
    public Builder proxy(InetSocketAddress proxy) {
      this.proxy = Objects.requireNonNull(proxy, "proxy");
      return this;
    }

    /**
     * Sets what finds the addresses of hosts. Default: the JVM's resolution.
     *
     * @param resolver the resolver
     * @return this builder
     */
    public Builder resolver(HostResolver resolver) {
      this.resolver = Objects.requireNonNull(resolver, "resolver");
      return this;
    }

    /**
     * Sets how long connecting to one address may take; the deadline covers all addresses together.
     * Default: 3 seconds.
     *
     * @param connectTimeout more than zero
     * @return this builder
     */
    public Builder connectTimeout(Duration connectTimeout) {
      this.connectTimeout = requirePositive("connectTimeout", connectTimeout);
      return this;
    }

    /**
     * Sets how long one exchange may take in all, from the lookup of the host to the last byte of
     * the body. Default: 10 seconds.
     *
     * @param deadline more than zero
     * @return this builder
     */
    public Builder deadline(Duration deadline) {
      this.deadline = requirePositive("deadline", deadline);
      return this;
    }

    /**
     * Sets how long one exchange with a streamed body may take in all, the time included that the
     * application needs to write or read it. Default: 1 hour.
     *
     * @param streamDeadline more than zero
     * @return this builder
     */
    public Builder streamDeadline(Duration streamDeadline) {
      this.streamDeadline = requirePositive("streamDeadline", streamDeadline);
      return this;
    }

    /**
     * Sets the largest answer of a token or identity endpoint. Default: 256 KiB.
     *
     * @param maxTokenBody the number of bytes; at least 1
     * @return this builder
     */
    public Builder maxTokenBody(int maxTokenBody) {
      this.maxTokenBody = requirePositive("maxTokenBody", maxTokenBody);
      return this;
    }

    /**
     * Sets the largest answer of any other endpoint. Default: 1 MiB.
     *
     * @param maxBody the number of bytes; at least 1
     * @return this builder
     */
    public Builder maxBody(int maxBody) {
      this.maxBody = requirePositive("maxBody", maxBody);
      return this;
    }

    /**
     * Sets what requests call themselves if they do not say. Default: {@code patchbay}.
     *
     * @param userAgent printable ASCII, not blank
     * @return this builder
     */
    public Builder userAgent(String userAgent) {
      if (userAgent.isBlank() || !userAgent.chars().allMatch(c -> c >= ' ' && c <= '~')) {
        throw BadArgument.of("userAgent", "another text", "printable ASCII, not blank");
      }
      this.userAgent = userAgent;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public HttpSettings build() {
      return new HttpSettings(this);
    }

    private static Duration requirePositive(String name, Duration duration) {
      if (duration.isZero() || duration.isNegative()) {
        throw BadArgument.of(name, duration.toString(), "more than zero");
      }
      return duration;
    }

    private static int requirePositive(String name, int bytes) {
      if (bytes < 1) {
        throw BadArgument.of(name, String.valueOf(bytes), "at least 1");
      }
      return bytes;
    }
  }
}
