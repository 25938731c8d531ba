package com.acme.desk;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Ends as soon as it is ready, and says what that took since its process began.
 */
@SpringBootApplication
public class DeskApplication implements ApplicationListener<ApplicationReadyEvent> {

	public static void main(String[] args) {
		SpringApplication.run(DeskApplication.class, args);
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		long clock = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		long cpu = Duration.ofNanos(system.getProcessCpuTime()).toMillis();
		System.out.println("Ready after " + clock + " ms, " + cpu + " ms of CPU time");
		System.out.flush();
		Runtime.getRuntime().halt(0);
	}

}
