package com.example.spring;

import dev.patchbay.Integrations;
import dev.patchbay.web.IntegrationsServlet;
import dev.patchbay.web.keys.HashedKeys;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/** An application on Spring Boot that serves the REST API. */
@SpringBootApplication
public class SpringHost {

  /**
   * Starts the application.
   *
   * @param arguments Spring's
   */
  public static void main(String[] arguments) {
    SpringApplication.run(SpringHost.class, arguments);
  }

  // tag::spring
  @Bean(destroyMethod = "close")
  Integrations integrations() {
    return Integrations.builder().fromEnvironment().build();
  }

  @Bean
  ServletRegistrationBean<IntegrationsServlet> patchbay(
      Integrations integrations, @Value("${app.patchbay-keys}") Path keys) {
    return new ServletRegistrationBean<>(
        IntegrationsServlet.builder(integrations, HashedKeys.file(keys)).build(), "/api/v1/*");
  }
  // end::spring
}
