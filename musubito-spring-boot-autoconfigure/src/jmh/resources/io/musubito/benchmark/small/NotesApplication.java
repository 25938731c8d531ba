package com.acme.notes;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class NotesApplication {

	public static void main(String[] args) {
		SpringApplication.run(NotesApplication.class, args).close();
		System.out.println("Ended after "
				+ ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() + " ms of CPU time");
	}

}
