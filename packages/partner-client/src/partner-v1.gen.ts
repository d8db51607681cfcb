// Generated from docs/api/partner-v1.json by node scripts/generate-docs.mjs.
export interface paths {
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has happened at the hospitals of this key, in an order in which nothing is put in later */
        get: operations["events.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The hospitals that this key is for */
        get: operations["clinics.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics/{clinicId}/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Departments of a hospital */
        get: operations["clinics.departments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics/{clinicId}/doctors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Doctors of a hospital */
        get: operations["clinics.doctors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics/{clinicId}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Clinic sessions by start, drafts left out; at most 92 days at a time */
        get: operations["clinics.sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics/{clinicId}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is on sale at this moment, as families see it */
        get: operations["clinics.availability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics/{clinicId}/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Appointments of a hospital on some days, by id */
        get: operations["clinics.appointments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One clinic session */
        get: operations["sessions.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{sessionId}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nothing more of this session is sold */
        post: operations["sessions.suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{sessionId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The session takes place after all */
        post: operations["sessions.resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hold a seat for a patient who has been at a hospital of this key (H1) */
        post: operations["appointments.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One appointment; that it was looked at is noted */
        get: operations["appointments.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The seat that this partner holds is wanted; the clinic is asked (H3) */
        post: operations["appointments.submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The clinic has it, under a record of its own (H4) */
        post: operations["appointments.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The clinic does not take it (H5) */
        post: operations["appointments.reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same appointment with a seat of another session (H6) */
        post: operations["appointments.reschedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancelled by the clinic (H7) */
        post: operations["appointments.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/check-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The patient has come, on the day of the visit (H9) */
        post: operations["appointments.check-in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The patient was seen (H10) */
        post: operations["appointments.complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/no-show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nobody came, and the grace is over (H11) */
        post: operations["appointments.no-show"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        Event: {
            /** Format: uuid */
            eventId: string;
            /** @description Such as AppointmentBooked; new types may come */
            type: string;
            /** @enum {string} */
            about: "appointment" | "session";
            /** Format: uuid */
            subjectId: string;
            /** Format: uuid */
            clinicId: string;
            /** @description Of the thing after it, as in its ETag */
            version: number;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            at: string;
        };
        Problem: {
            /**
             * @description Stable: go by this
             * @example urn:banzhen:problem:not-found
             */
            type: string;
            title: string;
            status: number;
            /** @description What to do next, in English */
            detail: string;
            /** @description 接下来怎么做 */
            detailZh: string;
            /** @description The request, as in X-Request-Id */
            instance: string;
            facts: {
                [key: string]: unknown;
            };
        };
        Clinic: {
            /** Format: uuid */
            clinicId: string;
            name: string;
            cityCode: string;
        };
        Department: {
            /** Format: uuid */
            departmentId: string;
            name: string;
        };
        Doctor: {
            /** Format: uuid */
            doctorId: string;
            /** Format: uuid */
            departmentId: string;
            name: string;
            title: string;
            introduction: string;
        };
        Session: {
            /** Format: uuid */
            sessionId: string;
            /** Format: uuid */
            clinicId: string;
            /** Format: uuid */
            departmentId: string;
            /** Format: uuid */
            doctorId: string;
            /** @enum {string} */
            status: "PUBLISHED" | "RELEASED" | "SUSPENDED" | "CLOSED";
            /** Format: date */
            visitOn: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            endsAt: string;
            capacity: number;
            remaining: number;
            version: number;
        };
        Offer: {
            /** Format: uuid */
            sessionId: string;
            /** Format: uuid */
            departmentId: string;
            /** Format: uuid */
            doctorId: string;
            /** Format: date */
            visitOn: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            endsAt: string;
            /** @enum {string} */
            offer: "open" | "full" | "not-open";
            remaining?: number;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            opensAt?: string;
            /** @enum {string} */
            because?: "SessionNotOpen" | "BookingClosed" | "TooFarAhead" | "OutsideBookingHours";
        };
        Appointment: {
            /** Format: uuid */
            appointmentId: string;
            /** Format: uuid */
            clinicId: string;
            /** Format: uuid */
            sessionId: string;
            /** Format: uuid */
            departmentId: string;
            /** Format: uuid */
            doctorId: string;
            /** Format: uuid */
            patientId: string;
            /** @enum {string} */
            status: "HELD" | "EXPIRED" | "PENDING_CONFIRM" | "BOOKED" | "REJECTED" | "CANCELLED" | "PROVIDER_CANCELLED" | "CHECKED_IN" | "FULFILLED" | "NO_SHOW" | "ENTERED_IN_ERROR";
            seat: components["schemas"]["Seat"];
            /** Format: date */
            visitOn: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            endsAt: string;
            /** @description How often it was moved */
            sequence: number;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            heldUntil?: string;
            clinicRecord?: string;
            version: number;
        };
        Seat: {
            ticket: number;
            seatNo?: number;
        };
        ChangedSession: {
            /** Format: uuid */
            sessionId: string;
            /** @enum {string} */
            status: "PUBLISHED" | "RELEASED" | "SUSPENDED" | "CLOSED";
            version: number;
        };
        Reasoned: {
            reason: string;
        };
        ChangedAppointment: {
            /** Format: uuid */
            appointmentId: string;
            /** Format: uuid */
            sessionId: string;
            /** @enum {string} */
            status: "HELD" | "EXPIRED" | "PENDING_CONFIRM" | "BOOKED" | "REJECTED" | "CANCELLED" | "PROVIDER_CANCELLED" | "CHECKED_IN" | "FULFILLED" | "NO_SHOW" | "ENTERED_IN_ERROR";
            seat: components["schemas"]["Seat"];
            version: number;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            heldUntil?: string;
        };
        WantedSeat: {
            /** Format: uuid */
            sessionId: string;
            /** Format: uuid */
            patientId: string;
        };
        Nothing: Record<string, never>;
        ClinicRecord: {
            clinicRecord: string;
        };
        OtherSession: {
            /** Format: uuid */
            toSessionId: string;
            reason?: string;
        };
        MayBeReasoned: {
            reason?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export interface operations {
    "events.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Event"][];
                        /** @description Where to go on, also when there is nothing now */
                        nextCursor: string;
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clinics.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Clinic"][];
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clinics.departments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinicId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Department"][];
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clinics.doctors": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinicId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Doctor"][];
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clinics.sessions": {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                until: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                clinicId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Session"][];
                        nextCursor?: string;
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clinics.availability": {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                until: string;
                departmentId?: string;
                doctorId?: string;
            };
            header?: never;
            path: {
                clinicId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Offer"][];
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clinics.appointments": {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                until: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                clinicId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Appointment"][];
                        nextCursor?: string;
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sessions.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sessions.suspend": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reasoned"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedSession"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sessions.resume": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reasoned"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedSession"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedSeat"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.submit": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.confirm": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClinicRecord"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.reject": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.reschedule": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OtherSession"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.cancel": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MayBeReasoned"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.check-in": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.complete": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.no-show": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this key, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
